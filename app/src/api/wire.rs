//! How answers of server functions and data of pages travel: as JSON, read by way of [`serde_json::Value`].
//!
//! In the browser the code that reads a type is made anew for each source that it is read from (bytes, text). One source
//! for all saves a good part of the wasm; the detour costs microseconds.

use leptos::server::codee::{Decoder, Encoder};
use leptos::server_fn::codec::Post;
use leptos::server_fn::{ContentType, Decodes, Encodes, Format, FormatType};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The output encoding of every server function.
pub type Wire = Post<ByValue>;

/// JSON, read by way of a value.
pub struct ByValue;

fn read<T: DeserializeOwned>(value: Result<serde_json::Value, serde_json::Error>) -> Result<T, serde_json::Error> {
    T::deserialize(value?)
}

impl ContentType for ByValue {
    const CONTENT_TYPE: &'static str = "application/json";
}

impl FormatType for ByValue {
    const FORMAT_TYPE: Format = Format::Text;
}

impl<T: Serialize> Encodes<T> for ByValue {
    type Error = serde_json::Error;

    fn encode(output: &T) -> Result<bytes::Bytes, Self::Error> {
        serde_json::to_vec(output).map(Into::into)
    }
}

impl<T: DeserializeOwned> Decodes<T> for ByValue {
    type Error = serde_json::Error;

    fn decode(bytes: bytes::Bytes) -> Result<T, Self::Error> {
        read(serde_json::from_slice(&bytes))
    }
}

impl<T: Serialize> Encoder<T> for ByValue {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(output: &T) -> Result<String, Self::Error> {
        serde_json::to_string(output)
    }
}

impl<T: DeserializeOwned> Decoder<T> for ByValue {
    type Error = serde_json::Error;
    type Encoded = str;

    fn decode(text: &str) -> Result<T, Self::Error> {
        read(serde_json::from_str(text))
    }
}
