// PDF files that hold no text that can be read.

/** Objects 1 … n as a PDF with its table. */
function pdf(objects, trailer = '') {
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = text.length
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${table}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

const stream = (dictionary, content) => `<< ${dictionary} /Length ${content.length} >>\nstream\n${content}\nendstream`
const PAGES = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>']

/** One page that is a picture. */
export const scannedPdf = () =>
  pdf([
    ...PAGES,
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /Im0 5 0 R >> >> >>',
    stream('', 'q 595 0 0 842 0 0 cm /Im0 Do Q'),
    stream('/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8', '\x7f'.repeat(64)),
  ])

/** One page that opens with a password only. */
export const encryptedPdf = () => {
  const hex = (character) => `<${character.repeat(64)}>`
  return pdf(
    [
      ...PAGES,
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>',
      stream('', '\x8a\x11\x9c\x52\x07\x99'),
      `<< /Filter /Standard /V 2 /R 3 /Length 128 /P -1340 /O ${hex('8')} /U ${hex('4')} >>`,
    ],
    '/Encrypt 5 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]',
  )
}
