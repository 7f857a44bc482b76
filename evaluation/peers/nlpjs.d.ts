/** The little of nlp.js that is used here; it brings no types of its own. */
declare module '@nlpjs/basic' {
  export interface Container {
    use(plugin: unknown): void;
    register(name: string, instance: unknown, isSingleton: boolean): void;
  }
  export interface Understood {
    readonly classifications: readonly { readonly intent: string }[];
  }
  export function containerBootstrap(): Promise<Container>;
  export const LangEn: unknown;
  export class Nlp {
    constructor(settings: Readonly<Record<string, unknown>>);
    addLanguage(locale: string): void;
    addDocument(locale: string, text: string, intent: string): void;
    train(): Promise<unknown>;
    process(locale: string, text: string): Promise<Understood>;
  }
}
