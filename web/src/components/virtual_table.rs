//! A table of any length: only the rows in view are in the document.
//!
//! Rows have one height, measured from the first one shown, so that styles and
//! large text decide it. The whole is a grid of one focus: the keys are heard
//! here and the active row is told by `aria-activedescendant`.

use crate::platform::dom;
use crate::prelude::*;
use web_sys::HtmlElement;

/// Rows kept above and below the view, so that scrolling does not show gaps.
const SPARE: u32 = 12;

/// Properties of [`VirtualTable`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The id of the grid.
    pub id: &'static str,
    /// What it holds, for screen readers.
    pub label: AttrValue,
    /// Rows in all.
    pub total: u32,
    /// Columns in all.
    pub columns: u32,
    /// The heading row: `columnheader`s.
    pub header: Html,
    /// One row by its index, as an element with role `row` and a key.
    pub row: Callback<u32, Html>,
    /// Told which rows are wanted, the last one not included.
    pub on_range: Callback<(u32, u32)>,
    /// Keys pressed while the grid itself has the focus.
    #[prop_or_default]
    pub on_key: Callback<KeyboardEvent>,
    /// The active row, kept in view when it changes.
    #[prop_or_default]
    pub active: Option<u32>,
    /// The active row's id, while it is in the document.
    #[prop_or_default]
    pub active_id: Option<String>,
    /// Another value shows the table from its top.
    #[prop_or_default]
    pub origin: Vec<u8>,
}

/// The table.
#[component]
pub fn VirtualTable(props: &Props) -> Html {
    let scroller = use_node_ref();
    let sizer = use_node_ref();
    let window = use_node_ref();
    let height = use_state_eq(|| 40.0_f64);
    let view = use_state_eq(|| (0u32, 40u32));

    let look = {
        let (scroller, view, height) = (scroller.clone(), view.clone(), *height);
        move || {
            if let Some(element) = scroller.cast::<HtmlElement>() {
                let first = (f64::from(element.scroll_top()) / height) as u32;
                let shown = (f64::from(element.client_height()) / height) as u32 + 2;
                let first = first.saturating_sub(SPARE);
                view.set((first, first + shown + 2 * SPARE));
            }
        }
    };
    let last = view.1.min(props.total);
    let first = view.0.min(last.saturating_sub(1));

    {
        // After every rendering: sizes, and the height that styles gave the rows.
        let (sizer, window, height) = (sizer.clone(), window.clone(), height.clone());
        let total = props.total;
        let look = look.clone();
        use_effect(move || {
            dom::set_pixels(&sizer, "height", f64::from(total) * *height);
            let mut shift = "translateY(".to_owned();
            shift.push_str(&((f64::from(first) * *height) as i64).to_string());
            shift.push_str("px)");
            dom::set_style(&window, "transform", &shift);
            let row = window
                .cast::<HtmlElement>()
                .and_then(|window| window.first_element_child());
            if let Some(row) = row {
                let real = row.get_bounding_client_rect().height();
                if real > 8.0 && (real - *height).abs() > 0.25 {
                    height.set(real);
                }
            }
            look();
        });
    }
    {
        let on_range = props.on_range.clone();
        use_effect_with(
            (first, last, props.origin.clone()),
            move |(first, last, _)| {
                on_range.emit((*first, *last));
            },
        );
    }
    {
        let scroller = scroller.clone();
        use_effect_with(props.origin.clone(), move |_| {
            if let Some(element) = scroller.cast::<HtmlElement>() {
                element.set_scroll_top(0);
            }
        });
    }
    {
        let scroller = scroller.clone();
        let height = *height;
        use_effect_with(props.active, move |active| {
            if let (Some(active), Some(element)) = (*active, scroller.cast::<HtmlElement>()) {
                reveal(&element, f64::from(active) * height, height);
            }
        });
    }
    {
        let look = look.clone();
        use_effect_with(*height, move |_| {
            let heard = web_sys::window()
                .map(|window| gloo_events::EventListener::new(&window, "resize", move |_| look()));
            move || drop(heard)
        });
    }
    let on_scroll = Callback::from(move |_: Event| look());
    let on_key = {
        let (on_key, scroller) = (props.on_key.clone(), scroller.clone());
        Callback::from(move |event: KeyboardEvent| {
            // Keys of a check box or link inside a row are theirs.
            let own = event.target().is_some_and(|target| {
                scroller
                    .get()
                    .is_some_and(|grid| js_sys::Object::is(grid.as_ref(), target.as_ref()))
            });
            if own {
                on_key.emit(event);
            }
        })
    };
    html! {
        <div ref={scroller} id={props.id} class="vt" role="grid" tabindex="0" aria-label={props.label.clone()}
            aria-rowcount={(props.total + 1).to_string()} aria-colcount={props.columns.to_string()}
            aria-multiselectable="true" aria-activedescendant={props.active_id.clone()}
            onscroll={on_scroll} onkeydown={on_key}>
            <div class="vt-inner" role="presentation">
                <div class="vt-head" role="rowgroup">
                    <div class="vt-row" role="row" aria-rowindex="1">{ props.header.clone() }</div>
                </div>
                <div ref={sizer} class="vt-sizer" role="rowgroup">
                    <div ref={window} class="vt-window" role="presentation">
                        { for (first..last).map(|index| props.row.emit(index)) }
                    </div>
                </div>
            </div>
        </div>
    }
}

/// Scrolls just enough to show a row below the heading.
fn reveal(element: &HtmlElement, top: f64, height: f64) {
    let head = element
        .query_selector(".vt-head")
        .ok()
        .flatten()
        .map_or(0.0, |head| head.get_bounding_client_rect().height());
    let from = f64::from(element.scroll_top());
    let room = f64::from(element.client_height()) - head;
    if top < from {
        element.set_scroll_top(top as i32);
    } else if top + height > from + room {
        element.set_scroll_top((top + height - room).ceil() as i32);
    }
}
