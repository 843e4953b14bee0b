//! Pages, one file a route.

mod home;
pub mod lazy;
mod not_found;
pub mod session;
mod settings;

pub use home::HomePage;
pub use not_found::NotFoundPage;
pub use settings::SettingsPage;
