/** What pdfmake is given: a tree of plain objects. */
export type PdfNode =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly PdfNode[]
  | ((...args: readonly never[]) => PdfNode)
  | { readonly [key: string]: PdfNode };
