//! To the life, on a real database.
