/** Black or white, whichever is easier to read on `#rrggbb`: at least 4.5 to 1 on any colour. */
export function inkOn(colour: string): string {
  const light = (start: number, weight: number): number =>
    weight * (parseInt(colour.slice(start, start + 2), 16) / 255) ** GAMMA;
  return light(1, 0.2126) + light(3, 0.7152) + light(5, 0.0722) > EQUAL_CONTRAST ? '#000' : '#fff';
}

/** Near enough to the standard's curve. */
const GAMMA = 2.2;
/** As light as this, black and white read equally well. */
const EQUAL_CONTRAST = 0.179;
