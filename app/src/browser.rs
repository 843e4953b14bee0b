//! The only file that talks to the browser. Everything here is called from event handlers and effects, so never on the
//! server; what may be called there answers with nothing.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
pub use web_sys::File;
use web_sys::{
    DragEvent, Element, Event, EventSource, FormData, HtmlDialogElement, HtmlElement, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent,
    MessageEvent, ProgressEvent, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition, XmlHttpRequest,
};

/// Whether this is the browser's program.
pub const fn is_here() -> bool {
    cfg!(target_arch = "wasm32")
}

/// Says on the page that the program has arrived: controls that need it are hidden until then.
pub fn mark_alive() {
    if let Some(root) = document().document_element() {
        drop(root.set_attribute("data-alive", ""));
    }
}

/// Milliseconds since 1970.
pub fn now() -> f64 {
    if is_here() { js_sys::Date::now() } else { 0.0 }
}

/// An ISO 8601 stamp in the time of this browser's place, "2025-11-21T09:10"; `None` when it is no stamp.
pub fn local_time(stamp: &str) -> Option<String> {
    if !is_here() {
        return None;
    }
    let date = js_sys::Date::new(&stamp.into());
    let day = format!("{:04}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date());
    (!date.get_time().is_nan()).then(|| format!("{day}T{:02}:{:02}", date.get_hours(), date.get_minutes()))
}

/// The number of an ISO 8601 stamp, milliseconds since 1970.
pub fn milliseconds(stamp: &str) -> f64 {
    if is_here() { js_sys::Date::parse(stamp) } else { 0.0 }
}

/// 128 random bits, for the id of a new block.
pub fn random_bits() -> u128 {
    (0..4).fold(0, |bits, _| bits << 32 | (js_sys::Math::random() * f64::from(u32::MAX)) as u128)
}

/// A value that this browser keeps.
pub fn stored(key: &str) -> Option<String> {
    if !is_here() {
        return None;
    }
    window().local_storage().ok()??.get_item(key).ok()?
}

/// Keeps a value in this browser; a private window may refuse, which is fine.
pub fn store(key: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        drop(storage.set_item(key, value));
    }
}

/// Lets go of a value.
pub fn forget(key: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        drop(storage.remove_item(key));
    }
}

/// Lets go of all values whose name begins so.
pub fn forget_all(prefix: &str) {
    let Ok(Some(storage)) = window().local_storage() else { return };
    let names = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok()?);
    for name in names.filter(|name| name.starts_with(prefix)).collect::<Vec<_>>() {
        drop(storage.remove_item(&name));
    }
}

/// Tells the other tabs of this browser that something was changed.
pub fn tell_tabs(what: &str) {
    store(&told(what), &now().to_string());
}

/// Calls back when another tab has told that `what` was changed. Ends with the page.
pub fn on_told(what: &str, heard: impl Fn() + 'static) {
    if !is_here() {
        return;
    }
    let key = told(what);
    let told = window_event_listener(leptos::ev::storage, move |event| {
        if event.key().as_ref() == Some(&key) {
            heard();
        }
    });
    on_cleanup(move || told.remove());
}

/// Calls back as [`on_told`] does, and when the owner comes back to this tab (from another device, perhaps).
pub fn on_news(what: &str, heard: impl Fn() + Clone + 'static) {
    if !is_here() {
        return;
    }
    on_told(what, heard.clone());
    let back = window_event_listener(leptos::ev::focus, move |_| heard());
    on_cleanup(move || back.remove());
}

fn told(what: &str) -> String {
    format!("changed {what}")
}

/// What stands in a text box.
pub fn text_of(area: &HtmlTextAreaElement) -> String {
    area.value()
}

/// Puts a text into a text box.
pub fn put_text(area: &HtmlTextAreaElement, text: &str) {
    area.set_value(text);
}

/// A handle of the browser (a file, a connection) that a page keeps while it stands. The server makes none: it renders on
/// many threads, and such a handle must not be touched, not even let go of, on another than its own.
pub struct Kept<T: 'static>(Option<StoredValue<Option<T>, LocalStorage>>);

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Kept<T> {}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(is_here().then(|| StoredValue::new_local(None)))
    }
}

impl<T> Kept<T> {
    /// Keeps this, and lets go of what was kept before.
    pub fn set(self, value: Option<T>) {
        if let Some(kept) = self.0 {
            kept.try_set_value(value);
        }
    }

    /// Looks at what is kept.
    pub fn with<U>(self, look: impl FnOnce(&T) -> U) -> Option<U> {
        self.0?.try_with_value(|kept| kept.as_ref().map(look)).flatten()
    }
}

/// Goes to an address with a page load.
pub fn go(address: &str) {
    drop(window().location().set_href(address));
}

/// Goes where one logs in, to come back to this page.
pub fn log_in_again() {
    let place = window().location();
    let here = [place.pathname(), place.search()].into_iter().flatten().collect::<String>();
    go(&format!("/login?next={}", crate::words::encode(&here)));
}

/// Puts another address into the bar and the history, in the place of this one; the page stays.
pub fn rename_page(address: &str) {
    if let Ok(history) = window().history() {
        let state = history.state().unwrap_or(JsValue::NULL);
        drop(history.replace_state_with_url(&state, "", Some(address)));
    }
}

/// Prints the page.
pub fn print() {
    drop(window().print());
}

/// Empties a box.
pub fn empty(input: &HtmlInputElement) {
    input.set_value("");
}

/// Brings an element into view, when it is there.
pub fn scroll_to(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        scroll_into_view(&element, ScrollLogicalPosition::Nearest);
    }
}

/// Brings an element into view in the list that it stands in, without moving the page. Elements cover the lower edge of the window by
/// `covered` pixels.
pub fn scroll_within(list: &str, id: &str, covered: f64) {
    let element = |id: &str| document().get_element_by_id(id);
    let (Some(list), Some(item)) = (element(list), element(id)) else { return };
    let window_end = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(f64::INFINITY) - covered;
    let (frame, item) = (list.get_bounding_client_rect(), item.get_bounding_client_rect());
    let over = (item.bottom() - frame.bottom().min(window_end)).max(0.0) - (frame.top() - item.top()).max(0.0);
    list.set_scroll_top(list.scroll_top() + over.round() as i32);
}

/// Brings the top of an element into view when it stands above the window, or below the head of the page.
pub fn show_top(id: &str) {
    if let Some(element) = document().get_element_by_id(id).filter(|element| element.get_bounding_client_rect().top() < HEAD) {
        scroll_into_view(&element, ScrollLogicalPosition::Start);
    }
}

/// Brings what the address names into view and lights it; the data may have come after the navigation.
pub fn show_hash() {
    let Some(id) = window().location().hash().ok().and_then(|hash| hash.strip_prefix('#').map(ToOwned::to_owned)) else { return };
    if let Some(element) = document().get_element_by_id(&id) {
        scroll_into_view(&element, ScrollLogicalPosition::Nearest);
        drop(element.class_list().add_1("lit"));
    }
}

/// How high the head of the page is, in pixels.
const HEAD: f64 = 56.0;

fn scroll_into_view(element: &Element, to: ScrollLogicalPosition) {
    let calm = window().match_media("(prefers-reduced-motion: reduce)").ok().flatten().is_some_and(|query| query.matches());
    let options = ScrollIntoViewOptions::new();
    options.set_behavior(if calm { ScrollBehavior::Instant } else { ScrollBehavior::Smooth });
    options.set_block(to);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// How many turns of the executor a change takes at most until it stands in the page: an effect, a text that it brings back, the box.
const TURNS: usize = 4;

/// Calls back when what was just changed stands in the page, and before the next key or click is heard: a focus that moves later
/// would take a key that was meant for another place.
pub fn when_drawn(then: impl FnOnce() + 'static) {
    leptos::task::spawn_local(async move {
        for _ in 0..TURNS {
            leptos::task::tick().await;
        }
        then();
    });
}

/// Puts the focus on an element, when it is there.
pub fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        drop(element.focus());
    }
}

/// Puts the focus on an element when it would be nowhere: what had it is gone.
pub fn catch_focus(id: &str) {
    if document().active_element().is_none_or(|element| element.tag_name() == "BODY") {
        focus(id);
    }
}

/// Whether the window is as narrow as a phone: where the style sheets show one text instead of two sides.
pub fn is_narrow() -> bool {
    is_here() && window().match_media("(width <= 40rem)").ok().flatten().is_some_and(|query| query.matches())
}

/// Opens a dialog over the page.
pub fn open_dialog(dialog: &HtmlDialogElement) {
    if !dialog.open() {
        drop(dialog.show_modal());
    }
}

/// Closes a dialog; the browser gives the focus back.
pub fn close_dialog(dialog: &HtmlDialogElement) {
    dialog.close();
}

/// Whether a key was pressed while typing, or with a modifier: then it is not a command.
pub fn is_typing(event: &KeyboardEvent) -> bool {
    let typing = event.target().and_then(|target| target.dyn_into::<Element>().ok()).is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") && element.get_attribute("type").as_deref() != Some("radio")
    });
    typing || event.ctrl_key() || event.meta_key() || event.alt_key() || document().query_selector("dialog[open]").ok().flatten().is_some()
}

/// The value of the button that sent a form.
pub fn sent_by(event: &leptos::ev::SubmitEvent) -> Option<String> {
    event.submitter()?.get_attribute("value")
}

/// Sends the form of the element that an event came from, as its button would.
pub fn send_form_of(event: &Event) {
    let form =
        event.target().and_then(|target| target.dyn_into::<Element>().ok()).and_then(|element| element.closest("form").ok().flatten());
    if let Some(form) = form.and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok()) {
        drop(form.request_submit());
    }
}

/// Puts text into the clipboard and says whether that worked.
pub fn copy(text: &str, done: impl Fn(bool) + 'static) {
    let promise = window().navigator().clipboard().write_text(text);
    leptos::task::spawn_local(async move {
        done(wasm_bindgen_futures::JsFuture::from(promise).await.is_ok());
    });
}

/// The file that was dropped.
pub fn dropped_file(event: &DragEvent) -> Option<File> {
    event.data_transfer()?.files()?.get(0)
}

/// The file that was picked.
pub fn picked_file(event: &Event) -> Option<File> {
    file_in(&event.target()?.dyn_into::<HtmlInputElement>().ok()?)
}

/// The file that an input holds.
pub fn file_in(input: &HtmlInputElement) -> Option<File> {
    input.files()?.get(0)
}

/// A running upload; dropping it cancels nothing, [`Upload::cancel`] does.
pub struct Upload {
    request: XmlHttpRequest,
    _progress: Closure<dyn FnMut(ProgressEvent)>,
    _end: Closure<dyn FnMut(ProgressEvent)>,
}

impl Upload {
    /// Stops it.
    pub fn cancel(&self) {
        drop(self.request.abort());
    }
}

/// Sends a file as the field `file` of a form. `progress` hears percents; `end` hears the status (0: no connection or
/// cancelled) and the reply.
pub fn upload(url: &str, file: &File, progress: impl Fn(f64) + 'static, end: impl Fn(u16, String) + 'static) -> Option<Upload> {
    let request = XmlHttpRequest::new().ok()?;
    request.open("POST", url).ok()?;
    let form = FormData::new().ok()?;
    form.append_with_blob_and_filename("file", file, &file.name()).ok()?;
    let progress = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.total() > 0.0 {
            progress(event.loaded() / event.total() * 100.0);
        }
    });
    let end = {
        let request = request.clone();
        Closure::<dyn FnMut(ProgressEvent)>::new(move |_| {
            end(request.status().unwrap_or(0), request.response_text().ok().flatten().unwrap_or_default());
        })
    };
    request.upload().ok()?.set_onprogress(Some(progress.as_ref().unchecked_ref()));
    request.set_onloadend(Some(end.as_ref().unchecked_ref()));
    request.send_with_opt_form_data(Some(&form)).ok()?;
    Some(Upload { request, _progress: progress, _end: end })
}

/// What a stream says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connection {
    /// It is there.
    Open,
    /// It is lost; the browser tries again by itself.
    Lost,
    /// The server answered with something else than a stream, so the browser has given up.
    Refused,
}

/// Live events of a run; the browser reconnects by itself and says which event it saw last. Closed when dropped.
pub struct LiveEvents {
    source: EventSource,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _open: Closure<dyn FnMut(Event)>,
    _trouble: Closure<dyn FnMut(Event)>,
}

/// Listens. `message` hears the data of each event, `connection` how the stream fares.
pub fn listen(url: &str, message: impl Fn(String) + 'static, connection: impl Fn(Connection) + Clone + 'static) -> Option<LiveEvents> {
    let source = EventSource::new(url).ok()?;
    let message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(data) = event.data().as_string() {
            message(data);
        }
    });
    let opened = connection.clone();
    let open = Closure::<dyn FnMut(Event)>::new(move |_| opened(Connection::Open));
    let trouble = {
        let source = source.clone();
        Closure::<dyn FnMut(Event)>::new(move |_| {
            let given_up = source.ready_state() == EventSource::CLOSED;
            connection(if given_up { Connection::Refused } else { Connection::Lost });
        })
    };
    source.set_onmessage(Some(message.as_ref().unchecked_ref()));
    source.set_onopen(Some(open.as_ref().unchecked_ref()));
    source.set_onerror(Some(trouble.as_ref().unchecked_ref()));
    Some(LiveEvents { source, _message: message, _open: open, _trouble: trouble })
}

impl Drop for LiveEvents {
    fn drop(&mut self) {
        self.source.set_onmessage(None);
        self.source.set_onopen(None);
        self.source.set_onerror(None);
        self.source.close();
    }
}
