import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of an archive; what is given beside its content is written into the archive as it is, true or not. */
export interface ZipEntry {
  readonly name: string;
  readonly content: Buffer | string;
  readonly isStored?: boolean;
  /** What the directory says of its size, where that is a lie. */
  readonly claimedBytes?: number;
  /** Bytes that stand before it and belong to nobody. */
  readonly before?: Buffer;
}

interface Written {
  readonly name: Buffer;
  readonly local: Buffer;
  readonly data: Buffer;
  readonly directory: (offset: number) => Buffer;
}

function write({ name: text, content, isStored = false, claimedBytes }: ZipEntry): Written {
  const raw = Buffer.from(content);
  const data = isStored ? raw : deflateRawSync(raw);
  const name = Buffer.from(text);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(0x0800, 2);
  common.writeUInt16LE(isStored ? 0 : 8, 4);
  common.writeUInt32LE(crc32(raw), 10);
  common.writeUInt32LE(data.length, 14);
  common.writeUInt32LE(claimedBytes ?? raw.length, 18);
  common.writeUInt16LE(name.length, 22);
  const directory = (offset: number) => {
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    common.copy(entry, 6);
    entry.writeUInt32LE(offset, 42);
    return Buffer.concat([entry, name]);
  };
  return { name, local: Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name]), data, directory };
}

/** An archive of entries, with what should not stand there where that is asked for. */
export function zipOf(entries: readonly ZipEntry[], { comment = Buffer.alloc(0), overlap = false } = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let place = 0;
  for (const entry of entries) {
    const { local, data, directory: line } = write(entry);
    if (entry.before) {
      parts.push(entry.before);
      place += entry.before.length;
    }
    directory.push(line(place));
    if (overlap) directory.push(write({ ...entry, name: `y${entry.name.slice(1)}` }).directory(place));
    parts.push(local, data);
    place += local.length + data.length;
  }
  const directoryBytes = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(directoryBytes.length, 12);
  end.writeUInt32LE(place, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...parts, directoryBytes, end, comment]);
}

const MAIN = {
  xlsx: ['xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'],
  docx: ['word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'],
} as const;

/** The entries of a small office document. */
export function officeEntries(kind: keyof typeof MAIN, mainType: string = MAIN[kind][1]): ZipEntry[] {
  const [part] = MAIN[kind];
  return [
    {
      name: '[Content_Types].xml',
      content: `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${part}" ContentType="${mainType}"/></Types>`,
    },
    { name: '_rels/.rels', content: '<?xml version="1.0"?><Relationships/>' },
    { name: part, content: '<?xml version="1.0"?><root/>' },
  ];
}
