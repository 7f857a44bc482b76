import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { AppError } from '../../../common/errors.ts';
import { closeDoors, listeningRoute, openDoor } from './openDoor.ts';
import { requestText, talk, untilClosed } from './rawClient.ts';

/** A route that answers when told. */
function patientRoute() {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const begun = Promise.withResolvers<undefined>();
  const { route, reached } = listeningRoute({
    takes: 'none',
    handle: async () => {
      begun.resolve(undefined);
      await promise;
      return { status: 200, body: { answered: true } };
    },
  });
  return { route, reached, begun: begun.promise, answer: () => resolve(undefined) };
}

const POST = requestText('POST /messages', ['Content-Length: 0']);

describe('closing the door', () => {
  afterEach(closeDoors);

  it('lets a request in progress finish and refuses new connections', async () => {
    const patient = patientRoute();
    const { door, port, url } = await openDoor({ routes: [patient.route] });
    const inProgress = talk(port, POST, { until: untilClosed, waitMs: 5_000 });
    await patient.begun;
    const closed = door.close();

    expect(await fetch(`${url}/livez`).catch(() => 'refused')).to.equal('refused');
    patient.answer();
    const heard = await inProgress;
    expect(heard).to.include({ status: 200, closed: true });
    expect(heard.text).to.contain('{"answered":true}').and.to.match(/connection: close/i);
    await closed;
  });

  it('takes no further request on a connection that waits for an answer', async () => {
    const patient = patientRoute();
    const { door, port } = await openDoor({ routes: [patient.route] });
    const socket = connect(port, '127.0.0.1');
    socket.write(POST);
    await patient.begun;
    const closed = door.close();
    socket.write(POST);
    await wait(50);
    patient.answer();
    await closed;
    expect(patient.reached.length).to.be.at.most(1);
    socket.destroy();
  });

  it('waits for nobody who is idle or has not said what they want', async () => {
    const { door, port } = await openDoor();
    const idle = talk(port, requestText('GET /livez'), { until: untilClosed, waitMs: 5_000 });
    const slow = talk(port, 'GET /livez HTTP/1.1\r\nHost: a', { until: untilClosed, waitMs: 5_000 });
    await wait(100);
    const start = performance.now();
    await door.close();
    expect(performance.now() - start).to.be.lessThan(500);
    expect((await idle).closed).to.equal(true);
    expect((await slow).closed).to.equal(true);
  });

  it('cuts what is not answered in time', async () => {
    const patient = patientRoute();
    const { door, port } = await openDoor({ routes: [patient.route], limits: { drainMs: 300 } });
    const heard = talk(port, POST, { until: untilClosed, waitMs: 5_000 });
    await patient.begun;
    const start = performance.now();
    await door.close();
    expect(performance.now() - start).to.be.within(250, 1_500);
    expect(await heard).to.include({ status: 0, closed: true });
    patient.answer();
  });

  it('answers every request that was let in, however many there are', async () => {
    let letIn = 0;
    const { route } = listeningRoute({
      takes: 'none',
      handle: async () => {
        letIn += 1;
        await wait(Math.random() * 100);
        return { status: 200, body: { answered: true } };
      },
    });
    const { door, port } = await openDoor({ routes: [route] });
    const all = Array.from({ length: 200 }, () => talk(port, POST, { until: untilClosed, waitMs: 5_000 }));
    await wait(60);
    await door.close();
    const answered = (await Promise.all(all)).filter(({ status }) => status === 200);
    expect(letIn).to.be.greaterThan(0);
    expect(answered).to.have.lengthOf(letIn);
  });

  it('still answers what arrives on a connection that was open before', async () => {
    const patient = patientRoute();
    const { door, port } = await openDoor({ routes: [patient.route] });
    const inProgress = talk(port, POST, { until: untilClosed, waitMs: 5_000 });
    await patient.begun;
    const late = talk(port, (socket) => setTimeout(() => socket.write(requestText('GET /livez')), 100), { until: untilClosed });
    await wait(50);
    const closed = door.close();
    expect(await late).to.include({ status: 200, closed: true });
    patient.answer();
    expect(await inProgress).to.include({ status: 200 });
    await closed;
  });

  it('may be done twice, or before it was opened', async () => {
    const { door } = await openDoor();
    await Promise.all([door.close(), door.close()]);
    await door.close();
  });

  it('cannot be needed where the port is taken: that is said with the setting to change', async () => {
    const { port } = await openDoor();
    const { door } = await openDoor();
    await door.close();
    const error: unknown = await door.listen(port, '127.0.0.1').catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(AppError).and.to.include({ code: 'PORT_UNAVAILABLE' });
    expect(error).to.have.property('message').that.contains('PORT').and.contains('EADDRINUSE');
  });
});
