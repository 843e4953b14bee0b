//! The only file that talks to the browser. Everything here is called from event handlers and effects, so never on the
//! server; what may be called there answers with nothing.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
pub use web_sys::File;
use web_sys::{
    DragEvent, Element, Event, EventSource, FormData, HtmlDialogElement, HtmlElement, HtmlInputElement, KeyboardEvent, MessageEvent,
    ProgressEvent, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition, XmlHttpRequest,
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

/// Goes to an address with a page load.
pub fn go(address: &str) {
    drop(window().location().set_href(address));
}

/// Replaces the query of the address without a page load.
pub fn replace_address(address: &str) {
    if let Ok(history) = window().history() {
        drop(history.replace_state_with_url(&JsValue::NULL, "", Some(address)));
    }
}

/// Brings an element into view, when it is there.
pub fn scroll_to(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        scroll_into_view(&element);
    }
}

/// Brings what the address names into view and lights it; the data may have come after the navigation.
pub fn show_hash() {
    let Some(id) = window().location().hash().ok().and_then(|hash| hash.strip_prefix('#').map(ToOwned::to_owned)) else { return };
    if let Some(element) = document().get_element_by_id(&id) {
        scroll_into_view(&element);
        drop(element.class_list().add_1("lit"));
    }
}

fn scroll_into_view(element: &Element) {
    let calm = window().match_media("(prefers-reduced-motion: reduce)").ok().flatten().is_some_and(|query| query.matches());
    let options = ScrollIntoViewOptions::new();
    options.set_behavior(if calm { ScrollBehavior::Instant } else { ScrollBehavior::Smooth });
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Puts the focus on an element, when it is there.
pub fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        drop(element.focus());
    }
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

/// The value of a form's field.
pub fn form_value(event: &Event, name: &str) -> Option<String> {
    let form = event.target()?.dyn_into::<web_sys::HtmlFormElement>().ok()?;
    FormData::new_with_form(&form).ok()?.get(name).as_string()
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
    event.target()?.dyn_into::<HtmlInputElement>().ok()?.files()?.get(0)
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

/// Live events of a run; the browser reconnects by itself and says which event it saw last. Closed when dropped.
pub struct LiveEvents {
    source: EventSource,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _trouble: Closure<dyn FnMut(Event)>,
}

/// Listens. `message` hears the data of each event, `trouble` each loss of the connection.
pub fn listen(url: &str, message: impl Fn(String) + 'static, trouble: impl Fn() + 'static) -> Option<LiveEvents> {
    let source = EventSource::new(url).ok()?;
    let message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(data) = event.data().as_string() {
            message(data);
        }
    });
    let trouble = Closure::<dyn FnMut(Event)>::new(move |_| trouble());
    source.set_onmessage(Some(message.as_ref().unchecked_ref()));
    source.set_onerror(Some(trouble.as_ref().unchecked_ref()));
    Some(LiveEvents { source, _message: message, _trouble: trouble })
}

impl Drop for LiveEvents {
    fn drop(&mut self) {
        self.source.set_onmessage(None);
        self.source.set_onerror(None);
        self.source.close();
    }
}
