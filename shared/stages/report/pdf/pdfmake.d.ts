/** The part of pdfmake that reports use. Its own types would bring Node's with them, which `shared/` does without. */
declare module 'pdfmake/build/pdfmake.js' {
  interface PdfMake {
    readonly virtualfs: {
      existsSync(name: string): boolean;
      writeFileSync(name: string, content: Uint8Array): void;
    };
    addFonts(fonts: Readonly<Record<string, Readonly<Record<string, string>>>>): void;
    /** Decides which addresses a document may load. */
    setUrlAccessPolicy(policy: (url: string) => boolean): void;
    createPdf(definition: object): { getBuffer(): Promise<Uint8Array> };
  }
  const pdfMake: PdfMake;
  export { pdfMake as default };
}
