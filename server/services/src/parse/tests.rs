use super::*;
use rstest::rstest;

fn code(bytes: &[u8]) -> Code {
    read(bytes).expect_err("must be refused").code
}

#[rstest]
#[case(b"%PDF-1.7\n", Kind::Pdf)]
#[case(b"\xef\xbb\xbf%PDF-1.7\n", Kind::Pdf)]
#[case(b"# Jane Doe\n\n- Email: jane@example.com\n", Kind::Markdown)]
#[case(b"Jane Doe\njane@example.com\n", Kind::Text)]
#[case(b"\xff\xfeJ\0a\0n\0e\0", Kind::Text)]
#[case(b"J\0a\0n\0e\0 \0D\0o\0e\0", Kind::Text)]
#[case(b"  {\"basics\": {}}", Kind::JsonResume)]
#[case(b"[1, 2, 3]", Kind::JsonResume)]
#[case(b"[{\"basics\": {", Kind::JsonResume)]
#[case(b"[[Jane Doe]]\n# Jane Doe\n", Kind::Markdown)]
#[case(b"[Jane Doe](https://jane.example.com)\n# Jane\n", Kind::Markdown)]
#[case(b"MZ Zimmermann\nmz@example.com\n", Kind::Text)]
fn files_are_told_by_their_content(#[case] bytes: &[u8], #[case] kind: Kind) {
    assert_eq!(sniff(bytes).unwrap(), kind);
}

#[rstest]
#[case(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old document", "old Word")]
#[case(b"{\\rtf1 Jane}", "RTF")]
#[case(b"\x89PNG\r\n\x1a\n", "picture")]
#[case(b"\x1f\x8b\x08\0", "archive")]
#[case(b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "archive")]
#[case(b"\0\x01\x02\x03\x04\x05\x06\x07", "can't be read here")]
#[case(b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff", "a program")]
#[case(b"\x7fELF\x02\x01\x01 words, words and more words", "a program")]
#[case(b"words \x01 words \x02 words \x03 words \x04 words", "can't be read here")]
#[case(b"\xc3\x28\xa0\xa1\xe2\x28\xa1\xff\xfe\xf0\x28\x8c words", "save it as UTF-8")]
#[case(b"\xc8\xe2\xe0\xed \xcf\xe5\xf2\xf0\xee\xe2, \xe8\xed\xe6\xe5\xed\xe5\xf0", "save it as UTF-8")]
fn other_files_are_refused_with_what_to_do(#[case] bytes: &[u8], #[case] says: &str) {
    let error = sniff(bytes).unwrap_err();
    assert_eq!(error.code, Code::UnsupportedFileType);
    assert!(error.message.contains(says), "{}", error.message);
}

#[test]
fn a_document_with_a_password_is_told_from_an_old_one() {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(code(&bytes), Code::EncryptedFile);
}

#[test]
fn a_list_is_no_resume_and_says_so() {
    let error = read(b"[1,2,3]").expect_err("must be refused");
    assert!(error.code == Code::ParseFailed && error.message.contains("not a resume"), "{}", error.message);
}

#[test]
fn nothing_and_too_much_are_refused() {
    assert_eq!(code(b""), Code::EmptyFile);
    assert_eq!(code(b" \n\t\n"), Code::EmptyFile);
    assert_eq!(code(&vec![b'a'; MAX_RESUME + 1]), Code::UploadTooLarge);
    assert_eq!(code("word ".repeat(300_000).as_bytes()), Code::ParseFailed);
}

#[test]
fn texts_are_read_in_the_encodings_that_people_have() {
    assert_eq!(decode(b"Zo\xeb \x96 na\xefve \x93q\x94"), "Zoë – naïve “q”");
    assert_eq!(decode("Zoë\r\nŁódź".as_bytes()), "Zoë\nŁódź");
    assert_eq!(decode(b"\xfe\xff\0J\0a"), "Ja");
    assert_eq!(decode(b"J\0a\0n\0e\0"), "Jane");
}

#[test]
fn a_job_page_becomes_its_text() {
    let html = b"<html><head><title>Job</title><style>p{}</style></head><body><h1>Engineer</h1><p>We build.</p><ul><li>Rust</li></ul></body></html>";
    assert_eq!(text(html).unwrap(), "Job\n\nEngineer\nWe build.\n- Rust");
}
