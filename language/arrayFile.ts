/** The arrays a built file may hold. All are written little-endian, as every supported machine keeps them. */
export type NumberArray = Int8Array | Uint16Array | Int32Array | Uint32Array | Float32Array;

/** A built file: facts as JSON, and named arrays that are read without copying. */
export interface ArrayFile {
  readonly facts: unknown;
  readonly arrays: Readonly<Record<string, NumberArray>>;
}

interface Place {
  readonly name: string;
  readonly type: keyof typeof TYPES;
  readonly offset: number;
  readonly length: number;
}

const TYPES = { Int8Array, Uint16Array, Int32Array, Uint32Array, Float32Array };
const ALIGNMENT_BYTES = 8;

/** Writes facts and arrays into bytes. The same input gives the same bytes. */
export function encodeArrayFile({ facts, arrays }: ArrayFile): Uint8Array {
  const places: Place[] = [];
  let end = 0;
  for (const [name, array] of Object.entries(arrays)) {
    places.push({ name, type: typeOf(array), offset: end, length: array.length });
    end = aligned(end + array.byteLength);
  }
  const head = new TextEncoder().encode(JSON.stringify({ facts, places }));
  const start = aligned(4 + head.length);
  const bytes = new Uint8Array(start + end);
  new DataView(bytes.buffer).setUint32(0, head.length, true);
  bytes.set(head, 4);
  Object.values(arrays).forEach((array, i) => {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), start + (places[i]?.offset ?? 0));
  });
  return bytes;
}

/** Reads what `encodeArrayFile` wrote. The arrays share memory with `bytes` where its place in memory allows. */
export function decodeArrayFile(bytes: Uint8Array): ArrayFile {
  const whole = isAligned(bytes) ? bytes : new Uint8Array(bytes);
  const headLength = new DataView(whole.buffer, whole.byteOffset).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(whole.subarray(4, 4 + headLength))) as {
    facts: unknown;
    places: Place[];
  };
  const start = whole.byteOffset + aligned(4 + headLength);
  const arrays = head.places.map(({ name, type, offset, length }) => {
    return [name, new TYPES[type](whole.buffer, start + offset, length)] as const;
  });
  return { facts: head.facts, arrays: Object.fromEntries(arrays) };
}

function isAligned(bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> {
  return bytes.byteOffset % ALIGNMENT_BYTES === 0 && bytes.buffer instanceof ArrayBuffer;
}

function typeOf(array: NumberArray): keyof typeof TYPES {
  return array.constructor.name as keyof typeof TYPES;
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
}
