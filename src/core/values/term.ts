/** A metric in a sum: `x` is added, `-x` taken off; `x?` counts as 0 while it is not observed. */
export class Term {
  readonly metric: string;
  readonly isTakenOff: boolean;
  readonly isOptional: boolean;

  constructor(readonly written: string) {
    this.isTakenOff = written.startsWith('-');
    this.isOptional = written.endsWith('?');
    this.metric = written.replace(/^-|\?$/g, '');
  }
}
