import { expect } from 'chai';
import { shiftPresses } from '../../widget/client/shiftPresses.ts';

describe('Shift pressed three times', () => {
  it('leaves, and says after each press how many are left', () => {
    expect(pressed('Shift', 'Shift', 'Shift').left).to.deep.equal([2, 1, 0]);
  });

  it('is not three times when another key comes between', () => {
    expect(pressed('Shift', 'Shift', 'a', 'Shift').left).to.deep.equal([2, 1, undefined, 2]);
  });

  it('is not counted where it makes a capital', () => {
    const { keys, left } = pressed();
    for (let count = 0; count < 3; count += 1) {
      keys.dispatchEvent(key('keydown', 'Shift'));
      keys.dispatchEvent(key('keydown', 'A'));
      keys.dispatchEvent(key('keyup', 'A'));
      keys.dispatchEvent(key('keyup', 'Shift'));
    }
    expect(left).to.deep.equal([]);
  });

  it('may be shared between a page and the frame in it', () => {
    const { keys, left, counter, told } = pressed('Shift');
    counter();
    tap(keys, 'Shift');
    expect(left).to.deep.equal([2, 1, 0]);
    expect(told).to.deep.equal(['told', 'told']);
  });
});

function pressed(...names: readonly string[]) {
  const keys = new EventTarget();
  const left: (number | undefined)[] = [];
  const told: string[] = [];
  const counter = shiftPresses({ keys, onLeft: (count) => left.push(count), onPress: () => told.push('told') });
  names.forEach((name) => tap(keys, name));
  return { keys, left, counter, told };
}

function tap(keys: EventTarget, name: string): void {
  keys.dispatchEvent(key('keydown', name));
  keys.dispatchEvent(key('keyup', name));
}

function key(type: string, name: string): Event {
  return Object.assign(new Event(type), { key: name });
}
