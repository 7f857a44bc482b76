import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { HttpRequest, HttpResponse } from '../http/route.ts';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

type Coding = 'br' | 'gzip';

/** A text in the codings browsers take, each made when it is first asked for, once. */
export class CompressedText {
  readonly #text: string;
  readonly #quality: number;
  readonly #made = new Map<Coding, Promise<Uint8Array>>();

  /** `quality` of brotli, 1 to 11: 11 for what is made once, about 5 for what is made for each request. */
  constructor(text: string, quality: number) {
    this.#text = text;
    this.#quality = quality;
  }

  /** The body and its headers for this request. */
  async answer(request: HttpRequest, headers: Readonly<Record<string, string>>): Promise<HttpResponse> {
    const coding = codingFor(request);
    const always = { ...headers, Vary: 'Accept-Encoding, Origin' };
    if (coding === undefined) return { status: 200, headers: always, body: this.#text };
    const made = this.#made.get(coding) ?? this.#make(coding);
    this.#made.set(coding, made);
    return { status: 200, headers: { ...always, 'Content-Encoding': coding }, body: await made };
  }

  #make(coding: Coding): Promise<Uint8Array> {
    const bytes = Buffer.from(this.#text);
    if (coding === 'gzip') return zip(bytes);
    return brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: this.#quality } });
  }
}

function codingFor({ headers }: HttpRequest): Coding | undefined {
  const accepted = (headers['accept-encoding'] ?? '').split(',').map((name) => name.trim().toLowerCase());
  return (['br', 'gzip'] as const).find((coding) => accepted.includes(coding));
}
