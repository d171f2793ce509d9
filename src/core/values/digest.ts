import { hash } from 'node:crypto';
import { canonicalJson, type Json } from './canonical-json.js';

/** Raised when a digest's contents change their form: digests of different versions are not comparable. */
const FORMAT_VERSION = 1;

/** `sha256:` and the SHA-256 of the canonical JSON of a calculation's frozen inputs: the same digest gives the same result for ever. */
export const digestOf = (inputs: { readonly [key: string]: Json }): string =>
  `sha256:${hash('sha256', canonicalJson({ formatVersion: FORMAT_VERSION, ...inputs }), 'hex')}`;
