import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Of development and demonstration, where nothing secret is kept. */
export const DEVELOPMENT_SEAL_KEY = 'only for development: nothing secret';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts texts that lie in the database: AES-256-GCM under a key that the environment gives and the database never sees.
 *
 * A sealed text is bound to the place that it belongs to, such as its tenant and row: moved elsewhere it does not open.
 */
export class Sealer {
  private readonly key: Buffer;
  private readonly fingerprintKey: Buffer;

  constructor(secret: string) {
    this.key = Buffer.from(hkdfSync('sha256', secret, '', 'hotline sealed texts', 32));
    this.fingerprintKey = Buffer.from(hkdfSync('sha256', secret, '', 'hotline fingerprints', 32));
  }

  seal(text: string, place: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
  }

  /** What tells a text from others, and nothing of it to whoever has not the key: a plain digest of a name is found by trying names. */
  fingerprint(text: string): string {
    return `hmac:${createHmac('sha256', this.fingerprintKey).update(text).digest('hex')}`;
  }

  /** Errors: throws where the key is another one, the text was changed, or it belongs elsewhere. */
  open(sealed: string, place: string): string {
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, NONCE_BYTES))
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  }
}

/** The process's sealer; that of development unless the app provides another. */
export const processSealer = (): Sealer => new Sealer(DEVELOPMENT_SEAL_KEY);
