use crate::prelude::*;
#[component]
pub fn Conflicts() -> Html {
    Html::default()
}
