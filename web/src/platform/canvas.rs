//! Pictures as pixels.

use super::dom;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, File, HtmlCanvasElement, HtmlVideoElement, ImageBitmap};

/// Longest side of a camera's frame that is searched, in pixels.
const FRAME: f64 = 640.0;
/// Longest sides at which a photograph is searched, one after the other: a code that fills the
/// picture is found in the small one, a small one in the large one.
const PHOTO: [f64; 3] = [800.0, 1_600.0, 480.0];

/// Finds a code in pixels of four bytes, in so many columns and rows.
pub type Decode = fn(&[u8], usize, usize) -> Option<String>;

/// A canvas that is never shown, with what reads the codes on it.
pub struct Canvas {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    decode: Decode,
}

impl Canvas {
    /// A new one.
    pub fn new(decode: Decode) -> Option<Canvas> {
        let canvas = dom::document()?.create_element("canvas").ok()?;
        let canvas: HtmlCanvasElement = canvas.dyn_into().ok()?;
        let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        Some(Canvas {
            canvas,
            context,
            decode,
        })
    }

    /// The code in what the camera shows now.
    pub fn in_video(&self, video: &HtmlVideoElement) -> Option<String> {
        let size = (
            f64::from(video.video_width()),
            f64::from(video.video_height()),
        );
        let (width, height) = self.fit(size, FRAME)?;
        let drawn = self
            .context
            .draw_image_with_html_video_element_and_dw_and_dh(video, 0.0, 0.0, width, height);
        drawn.ok()?;
        self.search(width, height)
    }

    /// The code in a picture.
    fn in_bitmap(&self, bitmap: &ImageBitmap) -> Option<String> {
        let size = (f64::from(bitmap.width()), f64::from(bitmap.height()));
        PHOTO.into_iter().find_map(|longest| {
            let (width, height) = self.fit(size, longest)?;
            let drawn = self
                .context
                .draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, width, height);
            drawn.ok()?;
            self.search(width, height)
        })
    }

    /// Makes the canvas as large as the picture, but no longer than `longest`.
    fn fit(&self, (width, height): (f64, f64), longest: f64) -> Option<(f64, f64)> {
        if width < 1.0 || height < 1.0 {
            return None;
        }
        let scale = (longest / width.max(height)).min(1.0);
        let (width, height) = ((width * scale).floor(), (height * scale).floor());
        self.canvas.set_width(width as u32);
        self.canvas.set_height(height as u32);
        Some((width, height))
    }

    fn search(&self, width: f64, height: f64) -> Option<String> {
        let pixels = self.context.get_image_data(0.0, 0.0, width, height).ok()?;
        (self.decode)(&pixels.data(), width as usize, height as usize)
    }
}

/// The code in a photograph. `Ok(None)`: there is none that can be read.
///
/// # Errors
/// The file is no picture that this browser reads.
pub async fn in_file(file: &File, decode: Decode) -> Result<Option<String>, JsValue> {
    let window: JsValue = web_sys::window().into();
    let read: Function = Reflect::get(&window, &"createImageBitmap".into())?.dyn_into()?;
    let made: Promise = read.call1(&window, file)?.dyn_into()?;
    let bitmap: ImageBitmap = JsFuture::from(made).await?.dyn_into()?;
    let found = Canvas::new(decode).and_then(|canvas| canvas.in_bitmap(&bitmap));
    bitmap.close();
    Ok(found)
}

/// The browser's own reader of codes, where it has one.
pub struct Detector(JsValue);

impl Detector {
    /// A reader of QR codes.
    pub fn new() -> Option<Detector> {
        let window: JsValue = web_sys::window()?.into();
        let class = Reflect::get(&window, &"BarcodeDetector".into()).ok()?;
        let class: Function = class.dyn_into().ok()?;
        let options = js_sys::Object::new();
        let formats = js_sys::Array::of1(&"qr_code".into());
        Reflect::set(&options, &"formats".into(), &formats).ok()?;
        let made = Reflect::construct(&class, &js_sys::Array::of1(&options));
        made.ok().map(Detector)
    }

    /// The code in what the camera shows now.
    ///
    /// # Errors
    /// The reader does not work here, as where a part of the system is missing.
    pub async fn in_video(&self, video: &HtmlVideoElement) -> Result<Option<String>, JsValue> {
        let detect: Function = Reflect::get(&self.0, &"detect".into())?.dyn_into()?;
        let asked: Promise = detect.call1(&self.0, video)?.dyn_into()?;
        let found: js_sys::Array = JsFuture::from(asked).await?.dyn_into()?;
        let first = found.get(0);
        if !first.is_object() {
            return Ok(None);
        }
        Ok(Reflect::get(&first, &"rawValue".into())?.as_string())
    }
}
