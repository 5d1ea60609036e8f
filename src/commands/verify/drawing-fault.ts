/** What is wrong in a drawing, with its offset in the page. */
export interface DrawingFault {
  readonly message: string;
  readonly offset: number;
}
