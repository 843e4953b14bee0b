//! Where a job is, out of the data of its page.

use super::json_ld::Graph;
use serde_json::{Map, Value};

/// More places than these are not said one by one.
const MOST: usize = 3;

/// "Leeds, England, GB", "Berlin; Hamburg", "Remote (Portugal)".
pub(super) fn of<'a>(graph: &Graph<'a>, job: &'a Map<String, Value>) -> Option<String> {
    let mut places = Vec::new();
    for place in each(job.get("jobLocation")) {
        if let Some(place) = place_of(graph, place).filter(|place| !places.contains(place)) {
            places.push(place);
        }
    }
    places.truncate(MOST);
    let remote = each(job.get("jobLocationType")).any(|kind| kind.as_str().is_some_and(|kind| kind.eq_ignore_ascii_case("TELECOMMUTE")));
    if !remote {
        return (!places.is_empty()).then(|| places.join("; "));
    }
    if !places.is_empty() {
        return Some(format!("{} (Remote)", places.join("; ")));
    }
    let from: Vec<String> = each(job.get("applicantLocationRequirements")).filter_map(|one| graph.line(one)).take(MOST).collect();
    Some(if from.is_empty() { "Remote".to_owned() } else { format!("Remote ({})", from.join(", ")) })
}

fn place_of<'a>(graph: &Graph<'a>, place: &'a Value) -> Option<String> {
    let place = graph.resolved(place);
    let address = place.get("address").map_or(place, |address| graph.resolved(address));
    let address = address.as_array().and_then(|list| list.first()).unwrap_or(address);
    let mut parts: Vec<String> = Vec::new();
    for key in ["addressLocality", "addressRegion", "addressCountry"] {
        let part = address.get(key).and_then(|value| graph.line(value));
        parts.extend(part.filter(|part| !parts.contains(part)));
    }
    if parts.is_empty() { graph.line(address).or_else(|| graph.line(place)) } else { Some(parts.join(", ")) }
}

/// The value, or each of a list.
fn each(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    match value {
        Some(Value::Array(list)) => list.iter(),
        Some(one) => std::slice::from_ref(one).iter(),
        None => [].iter(),
    }
}
