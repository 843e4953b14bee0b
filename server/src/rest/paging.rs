//! Pages of lists that are at hand whole: a session's versions and exports, an account's logins and tokens. The cursor is the name of the last item.

use domain::page::{Page, PageRequest};
use domain::{Code, Error};

use crate::http::ApiResult;

/// As many when none is asked for, and at most.
const MOST: usize = 100;

/// The page behind the cursor, in the order of the list.
pub fn page<T>(items: Vec<T>, asked: &PageRequest, name: impl Fn(&T) -> &str) -> ApiResult<Page<T>> {
    let begin = match &asked.cursor {
        None => 0,
        Some(cursor) => {
            let foreign = || Error::new(Code::BadRequest, "This cursor is not one of ours. Start again without a cursor.");
            items.iter().position(|item| name(item) == cursor).ok_or_else(foreign)? + 1
        }
    };
    let limit = asked.limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(MOST).clamp(1, MOST);
    let more = items.len() > begin + limit;
    let items: Vec<T> = items.into_iter().skip(begin).take(limit).collect();
    let next_cursor = items.last().filter(|_| more).map(|last| name(last).to_owned());
    Ok(Page { items, next_cursor })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(count: usize, limit: u64) -> Vec<Vec<String>> {
        let all: Vec<String> = (0..count).map(|n| n.to_string()).collect();
        let mut pages = Vec::new();
        let mut cursor = None;
        for _ in 0..=count {
            let asked = PageRequest { limit: Some(limit), cursor, search: None };
            let page = page(all.clone(), &asked, String::as_str).expect("a page");
            pages.push(page.items);
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        pages
    }

    #[test]
    fn the_pages_of_a_list_are_the_list() {
        assert_eq!(walk(5, 2).concat(), ["0", "1", "2", "3", "4"]);
        assert_eq!(walk(5, 2).len(), 3);
        assert_eq!(walk(4, 2).len(), 2);
        assert_eq!(walk(0, 2), [Vec::<String>::new()]);
    }

    #[test]
    fn a_cursor_of_something_else_is_refused() {
        let asked = PageRequest { cursor: Some("x".into()), ..PageRequest::default() };
        assert_eq!(page(vec!["a".to_owned()], &asked, String::as_str).expect_err("refused").0.code, Code::BadRequest);
    }
}
