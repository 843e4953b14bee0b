//! Pictures that stand beside words. They are decoration: the control that holds one has its name in text.

use leptos::prelude::*;

/// Which picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Icon {
    Alert,
    ArrowRight,
    Check,
    Contrast,
    Copy,
    Cross,
    Download,
    Eye,
    File,
    History,
    Key,
    Mail,
    Pen,
    Play,
    Print,
    Quote,
    Search,
    Shield,
    Spark,
    Stop,
    Trash,
    Undo,
    Upload,
}

/// Draws a picture, as large as the text beside it.
pub fn icon(icon: Icon) -> impl IntoView {
    let path = match icon {
        Icon::Alert => "M12 4 2.8 20h18.4L12 4zM12 10v4.5M12 17.2v.3",
        Icon::ArrowRight => "M5 12h14M13 6l6 6-6 6",
        Icon::Check => "M5 12.5l4.5 4.5L19 7.5",
        Icon::Contrast => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 3v18M12 7h5.5M12 11h8.5M12 15h7.5M12 19h3",
        Icon::Copy => "M9 9h11v11H9zM5 15H4V4h11v1",
        Icon::Cross => "M6 6l12 12M18 6L6 18",
        Icon::Download => "M12 4v11M7 10.5l5 5 5-5M5 20h14",
        Icon::Eye => "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
        Icon::File => "M7 3h7l5 5v13H7zM14 3v5h5",
        Icon::History => "M4 12a8 8 0 1 0 2.4-5.7L4 8.5M4 4v4.5h4.5M12 8v4.5l3 2",
        Icon::Key => "M8 10.5a5 5 0 1 0 0 3h5l2 2 2-2 2 2 2.5-2.5L20 10.5zM5.5 12h.01",
        Icon::Mail => "M3 5.5h18v13H3zM3.5 6l8.5 7 8.5-7",
        Icon::Pen => "M4 20l1-4L16 5l3 3L8 19l-4 1zM14 7l3 3",
        Icon::Play => "M7 5l12 7-12 7z",
        Icon::Print => "M7 8V3.5h10V8M7 17H3.5V8h17v9H17M7 14h10v6.5H7z",
        Icon::Quote => "M10 7H5v6h5V7zm0 6c0 3-2 4-4 4M19 7h-5v6h5V7zm0 6c0 3-2 4-4 4",
        Icon::Search => "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5",
        Icon::Shield => "M12 3l8 3v6c0 5-3.5 7.8-8 9-4.5-1.2-8-4-8-9V6zM8.5 12l2.5 2.5L15.5 10",
        Icon::Spark => "M12 3l2 6.5L20.5 12 14 14l-2 6.5L10 14l-6.5-2L10 9.5z",
        Icon::Stop => "M6 6h12v12H6z",
        Icon::Trash => "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
        Icon::Undo => "M8 5L3.5 9.5 8 14M4 9.5h10a5.5 5.5 0 0 1 0 11h-3",
        Icon::Upload => "M12 16V4.5M7 9l5-5 5 5M5 20h14",
    };
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=path/>
        </svg>
    }
}
