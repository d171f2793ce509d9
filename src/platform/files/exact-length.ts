import { Transform } from 'node:stream';

/** Raised where a body is not as long as was said. */
export class WrongLengthError extends Error {
  override readonly name = 'WrongLengthError';
}

/** Passes a stream on and fails where it is longer or ends earlier than said. */
export function exactly(sizeBytes: number): Transform {
  let left = sizeBytes;
  const wrong = () => new WrongLengthError(`${sizeBytes} bytes were announced`);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      left -= chunk.length;
      if (left < 0) done(wrong());
      else done(null, chunk);
    },
    flush(done) {
      done(left === 0 ? null : wrong());
    },
  });
}
