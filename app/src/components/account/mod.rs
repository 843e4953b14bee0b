//! Parts of the pages of accounts.

mod close;
mod done;
mod email;
mod field;
mod kept_mail;
mod logins;
mod password;
mod profile;
mod refusal;
mod second_factor;
mod secret;
mod tokens;
mod users;

pub use close::CloseForm;
pub use done::Done;
pub use email::EmailForm;
pub use field::{PasswordField, Submit, TextField};
pub use kept_mail::KeptMail;
pub use logins::LoginList;
pub use password::{PasswordForm, PasswordRules};
pub use profile::ProfileForm;
pub use refusal::{Refusal, Refused};
pub use second_factor::SecondFactor;
pub use secret::{Codes, Secret, made_over};
pub use tokens::Tokens;
pub use users::UserList;
