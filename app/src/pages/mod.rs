//! Pages, one file a route.

mod account;
mod admin;
pub mod gate;
mod home;
mod jobs;
pub mod lazy;
mod not_found;
pub mod record;
pub mod session;
mod settings;
mod trash;

pub use account::AccountPage;
pub use admin::AdminPage;
pub use home::HomePage;
pub use jobs::JobsPage;
pub use not_found::NotFoundPage;
pub use settings::SettingsPage;
pub use trash::TrashPage;
