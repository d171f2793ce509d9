import { jpegOf, mp3Of, noise, pdfOf, pngOf, type TestFile, TYPES, wavOf, xlsxOf } from './benign-files.js';
import { officeEntries, zipOf } from './zip-writer.js';

/** A file that must never be accepted, and why it is refused. */
export interface HostileFile extends TestFile {
  readonly title: string;
  readonly fault: string;
}

const PROGRAM = Buffer.concat([Buffer.from('MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00', 'latin1'), noise(2_000)]);

const MEGABYTE = 1024 * 1024;

/** Contents that are not what they are said to be, more than that, or too much. */
export async function hostileFiles(): Promise<HostileFile[]> {
  const pdf = await pdfOf('A document');
  const archive = zipOf([{ name: 'payload.html', content: '<script>alert(1)</script>' }]);
  const photo = jpegOf(64);
  const office = officeEntries('xlsx');
  const withEntry = (name: string, content: Buffer | string) => zipOf([...office, { name, content }]);
  const file = (title: string, extension: keyof typeof TYPES, content: Buffer, fault: string): HostileFile => ({
    title,
    fileName: `file.${extension}`,
    contentType: TYPES[extension],
    content,
    fault,
  });
  return [
    file('a program called a document', 'pdf', PROGRAM, 'TYPE_MISMATCH'),
    file('a page called a document', 'pdf', Buffer.from('<html><script>alert(1)</script></html>'), 'TYPE_MISMATCH'),
    file('a picture of another kind', 'jpg', pngOf(8), 'TYPE_MISMATCH'),
    file('a document called a text', 'txt', pdf, 'TYPE_MISMATCH'),
    file('a program called a text', 'txt', PROGRAM, 'TYPE_MISMATCH'),
    file('a document called a workbook', 'xlsx', pdf, 'TYPE_MISMATCH'),
    file('an archive called a workbook', 'xlsx', archive, 'ARCHIVE_CONTENT'),
    file('a text document called a workbook', 'xlsx', zipOf(officeEntries('docx')), 'ARCHIVE_CONTENT'),
    file('text that is not UTF-8', 'csv', Buffer.from([0xd4, 0xc2, 0xb7, 0xdd, 0x2c, 0x31]), 'NOT_TEXT'),
    file('text with control characters', 'txt', Buffer.from('a\u0000b\u001b[31m'), 'NOT_TEXT'),
    file('a text that breaks off within a character', 'txt', Buffer.from('热线').subarray(0, 5), 'NOT_TEXT'),

    file('an archive behind a document', 'pdf', Buffer.concat([pdf, archive]), 'POLYGLOT'),
    file(
      'an archive behind a document, whose comment ends like a document',
      'pdf',
      Buffer.concat([pdf, zipOf([{ name: 'a', content: 'b' }], { comment: Buffer.from('\n%%EOF\n') })]),
      'POLYGLOT',
    ),
    file('an archive behind a document, whose comment is said to be longer', 'pdf', behind(pdf, archive, 20, 60_000), 'POLYGLOT'),
    file('an archive behind a document, said to lie on two disks', 'pdf', behind(pdf, archive, 4, 1), 'POLYGLOT'),
    file('a text that ends like a document', 'pdf', Buffer.from('%PDF-1.7 热线 %%EOF\n'), 'NOT_WHOLE'),
    file('an archive behind a picture', 'jpg', Buffer.concat([photo, archive]), 'POLYGLOT'),
    file('an archive behind a drawing', 'png', Buffer.concat([pngOf(8), archive]), 'POLYGLOT'),
    file('an archive behind a recording', 'mp3', Buffer.concat([mp3Of(10), archive]), 'POLYGLOT'),
    file('a document in the comment of a picture', 'jpg', withComment(photo, '%PDF-1.7 '), 'POLYGLOT'),
    file('a document in front of a workbook', 'xlsx', Buffer.concat([pdf, zipOf(office)]), 'TYPE_MISMATCH'),
    file(
      'a document inside the first entry of a workbook',
      'xlsx',
      zipOf([{ name: 'a.xml', content: '%PDF-1.7', isStored: true }, ...office]),
      'POLYGLOT',
    ),
    file(
      'bytes between the entries of a workbook',
      'xlsx',
      zipOf([office[0]!, { ...office[1]!, before: PROGRAM }, office[2]!]),
      'POLYGLOT',
    ),
    file('a comment behind a workbook', 'xlsx', zipOf(office, { comment: Buffer.from('<script>') }), 'POLYGLOT'),
    file('bytes behind a workbook', 'xlsx', Buffer.concat([await xlsxOf(3), PROGRAM]), 'ARCHIVE_BROKEN'),
    file('bytes behind a document', 'pdf', Buffer.concat([pdf, PROGRAM]), 'NOT_WHOLE'),
    file('bytes behind a picture', 'jpg', Buffer.concat([photo, PROGRAM]), 'NOT_WHOLE'),
    file('bytes behind a drawing', 'png', Buffer.concat([pngOf(8), PROGRAM]), 'NOT_WHOLE'),
    file('bytes behind a recording', 'wav', Buffer.concat([wavOf(4_044), PROGRAM]), 'NOT_WHOLE'),
    file('a picture that breaks off', 'jpg', photo.subarray(0, photo.length - 40), 'NOT_WHOLE'),

    file('a workbook that unpacks to much more', 'xlsx', withEntry('xl/sheet1.xml', Buffer.alloc(60 * MEGABYTE)), 'ARCHIVE_TOO_LARGE'),
    file(
      'a workbook that unpacks to more than it says',
      'xlsx',
      zipOf([...office, { name: 'xl/sheet1.xml', content: Buffer.alloc(60 * MEGABYTE), claimedBytes: 1_000 }]),
      'ARCHIVE_BROKEN',
    ),
    file(
      'a workbook of parts that are too much together',
      'xlsx',
      zipOf([
        ...office,
        ...Array.from({ length: 3 }, (_, part) => ({ name: `xl/${part}.xml`, content: noise(MEGABYTE), claimedBytes: 100 * MEGABYTE })),
      ]),
      'ARCHIVE_TOO_LARGE',
    ),
    file(
      'a workbook of very many entries',
      'xlsx',
      zipOf([...office, ...Array.from({ length: 2_001 }, (_, part) => ({ name: `xl/${part}.xml`, content: '' }))]),
      'ARCHIVE_TOO_LARGE',
    ),
    file('a workbook whose entries share their bytes', 'xlsx', zipOf(office, { overlap: true }), 'POLYGLOT'),

    file('a path that leads out of a workbook', 'xlsx', withEntry('../../../etc/cron.d/job', 'x'), 'ARCHIVE_NAMES'),
    file('an absolute path in a workbook', 'xlsx', withEntry('/etc/passwd', 'x'), 'ARCHIVE_NAMES'),
    file('a path of another system in a workbook', 'xlsx', withEntry('..\\..\\windows\\system32\\x.xml', 'x'), 'ARCHIVE_NAMES'),
    file('a name twice in a workbook', 'xlsx', zipOf([...office, office[2]!]), 'ARCHIVE_NAMES'),
    file('a program in a workbook', 'xlsx', withEntry('xl/media/image1.png', PROGRAM), 'ARCHIVE_CONTENT'),
    file('a program in a workbook, by its name', 'xlsx', withEntry('xl/run.vbs', 'x'), 'ARCHIVE_CONTENT'),
    file('a script in a workbook', 'xlsx', withEntry('xl/media/a.bin', '#!/bin/sh\n'), 'ARCHIVE_CONTENT'),
    file('an archive in a workbook', 'xlsx', withEntry('xl/embeddings/a.bin', archive), 'ARCHIVE_CONTENT'),
    file('macros in a workbook', 'xlsx', withEntry('xl/vbaProject.bin', 'x'), 'ARCHIVE_CONTENT'),
    file(
      'a workbook with macros by its type',
      'xlsx',
      zipOf(officeEntries('xlsx', 'application/vnd.ms-excel.sheet.macroEnabled.main+xml')),
      'ARCHIVE_CONTENT',
    ),
  ];
}

/** Names that are refused before anything is uploaded, with what is said of each. */
export const HOSTILE_NAMES: readonly (readonly [fileName: string, code: string])[] = [
  ['minutes.pdf.exe', 'NAME_EXTENSIONS'],
  ['minutes.exe.pdf', 'NAME_EXTENSIONS'],
  ['会议纪要.js.pdf', 'NAME_EXTENSIONS'],
  ['minutes.exe', 'EXTENSION_NOT_TAKEN'],
  ['archive.zip', 'EXTENSION_NOT_TAKEN'],
  ['page.svg', 'EXTENSION_NOT_TAKEN'],
  ['pdf', 'EXTENSION_NOT_TAKEN'],
  ['../../etc/passwd.pdf', 'NAME_UNSAFE'],
  ['..\\..\\boot.pdf', 'NAME_UNSAFE'],
  ['/etc/passwd.pdf', 'NAME_UNSAFE'],
  ['C:\\a.pdf', 'NAME_UNSAFE'],
  ['a\r\nSet-Cookie: x=y.pdf', 'NAME_UNSAFE'],
  ['minutes\u202efdp.exe', 'NAME_UNSAFE'],
  ['minutes.pdf ', 'NAME_UNSAFE'],
  ['minutes.pdf.', 'NAME_UNSAFE'],
  ['.pdf', 'NAME_UNSAFE'],
  ['  ', 'NAME_EMPTY'],
  [`${'长'.repeat(200)}.pdf`, 'NAME_TOO_LONG'],
];

/** A picture with a comment right behind its beginning. */
function withComment(photo: Buffer, text: string): Buffer {
  const comment = Buffer.from(text);
  const head = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
  return Buffer.concat([photo.subarray(0, 2), head, comment, photo.subarray(2)]);
}

/** An archive with something else in its end than is so, behind a document, and as a document ends. */
function behind(document: Buffer, archive: Buffer, place: number, value: number): Buffer {
  const changed = Buffer.from(archive);
  changed.writeUInt16LE(value, changed.lastIndexOf('PK\x05\x06', undefined, 'latin1') + place);
  return Buffer.concat([document, changed, Buffer.from('\nstartxref\n0\n%%EOF\n')]);
}
