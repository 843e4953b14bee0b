//! The pages where people come in and leave: for everybody, with an account or without.

mod code;
mod confirm;
mod forgot;
mod frame;
mod log_in;
mod reset;
mod sign_up;

pub use code::CodePage;
pub use confirm::ConfirmPage;
pub use forgot::ForgotPage;
pub use log_in::LogInPage;
pub use reset::ResetPage;
pub use sign_up::SignUpPage;
