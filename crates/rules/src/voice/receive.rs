//! What may be taken in.

use super::decide::{VoiceContext, limits};
use super::event::{VoiceEvent, VoicePictured};
use super::refusal::VoiceRefusal;
use super::terms::{PictureKind, Received, VoicePicture};
use crate::drive;
use crate::order;
use crate::station::is_code;
use crate::text::Text;

/// What taking it in records: the voice, then what each of its pictures shows.
pub(super) fn receive(
    received: Received,
    pictures: Vec<VoicePictured>,
    ctx: &VoiceContext<'_>,
) -> Result<Vec<VoiceEvent>, VoiceRefusal> {
    let received = tidied(received);
    order::day(received.on, None, ctx.today)?;
    texts_fit(&received)?;
    comes_from(&received, ctx)?;
    answers_fit(&received, ctx)?;
    pictures_fit(&received.pictures, &pictures)?;
    let mut events = vec![VoiceEvent::VoiceReceived(Box::new(received))];
    events.extend(pictures.into_iter().map(VoiceEvent::VoicePictured));
    Ok(events)
}

/// Without blanks around, and with nothing where only blanks are.
fn tidied(received: Received) -> Received {
    let maybe = |text: Option<String>| {
        let tidy = text.map(|text| text.trim().to_owned());
        tidy.filter(|text| !text.is_empty())
    };
    Received {
        place: received.place.trim().to_owned(),
        text: received.text.trim().to_owned(),
        contact: maybe(received.contact),
        deputy: maybe(received.deputy),
        ..received
    }
}

fn texts_fit(received: &Received) -> Result<(), VoiceRefusal> {
    let text = || Text::new("反映的内容", "what was said");
    order::optional_body(&received.text, text(), limits::TEXT)?;
    if received.text.is_empty() && received.answers.is_empty() {
        return Err(VoiceRefusal::SaysNothing);
    }
    let place = Text::new("地点", "the place");
    order::optional_line(&received.place, place, limits::PLACE)?;
    if let Some(contact) = &received.contact {
        let field = Text::new("联系方式", "the contact");
        order::line(contact, field, limits::CONTACT)?;
    }
    if let Some(deputy) = &received.deputy {
        let field = Text::new("代表姓名", "a deputy's name");
        order::line(deputy, field, limits::NAME)?;
    }
    Ok(())
}

/// A code that was withdrawn since, and a deputy who left, are no reason to lose what was
/// said; a station that never was would be lost to every list.
fn comes_from(received: &Received, ctx: &VoiceContext<'_>) -> Result<(), VoiceRefusal> {
    if received.code.as_deref().is_some_and(|code| !is_code(code)) {
        return Err(VoiceRefusal::CodeUnfit);
    }
    let station = received.station.as_deref();
    if station.is_some_and(|id| !ctx.stations.stations.contains_key(id)) {
        return Err(VoiceRefusal::StationUnknown);
    }
    if let Some(tracking) = &received.tracking {
        order::hash(tracking, Text::new("查询码", "the tracking code"))?;
    }
    Ok(())
}

fn answers_fit(received: &Received, ctx: &VoiceContext<'_>) -> Result<(), VoiceRefusal> {
    let Some(id) = &received.drive else {
        if received.answers.is_empty() {
            return Ok(());
        }
        return Err(VoiceRefusal::DriveUnknown);
    };
    order::name(id, Text::new("意见征集", "the drive"))?;
    let drive = ctx.drive.ok_or(VoiceRefusal::DriveUnknown)?;
    if !drive.takes(received.on) {
        return Err(VoiceRefusal::DriveOver {
            on: received.on,
            opens: drive.opened.opens,
            closes: drive.last_day(),
        });
    }
    drive::fits(drive, &received.answers).map_err(VoiceRefusal::Answers)
}

fn pictures_fit(named: &[VoicePicture], shown: &[VoicePictured]) -> Result<(), VoiceRefusal> {
    let field = || Text::new("照片", "pictures");
    order::count(named.len(), field(), 0, limits::PICTURES)?;
    order::once(named.iter().map(|one| one.name.as_str()))?;
    order::count(shown.len(), field(), named.len(), named.len())?;
    for (one, shown) in named.iter().zip(shown) {
        order::hash(&one.name, Text::new("照片", "a picture"))?;
        let fits = one.name == shown.name
            && (1..=limits::PICTURE).contains(&one.bytes)
            && holds(&shown.data, one);
        if !fits {
            return Err(VoiceRefusal::PictureUnfit {
                most: limits::PICTURE,
            });
        }
    }
    Ok(())
}

/// Whether base 64 is as long as the picture's bytes make it, and begins as its kind does.
/// What the bytes hash to is checked where there is a hash.
fn holds(data: &str, picture: &VoicePicture) -> bool {
    let bytes = usize::try_from(picture.bytes).unwrap_or(usize::MAX);
    let padding = match bytes % 3 {
        0 => "",
        1 => "==",
        _ => "=",
    };
    let begins = match picture.kind {
        PictureKind::Jpeg => "/9j/",
        PictureKind::Png => "iVBORw0KGgo",
    };
    let digit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    let body = data.strip_suffix(padding).unwrap_or("");
    data.len() == bytes.div_ceil(3).saturating_mul(4)
        && data.starts_with(begins)
        && body.bytes().all(digit)
}
