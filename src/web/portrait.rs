//! A face, or the candle that stands where there is none. Written into a template as `{{ portrait }}`.

use askama::Template;

/// A 4:5 frame with a picture in it, or a drawn candle with the initials.
#[derive(Clone, Debug, Template)]
#[template(path = "components/portrait.html")]
pub struct Portrait {
    pub picture: Option<Picture>,
    /// «Ю. Л.», drawn under the candle.
    pub initials: String,
    /// What the picture shows, for those who do not see it. Empty where the name stands beside it.
    pub alt: String,
    /// How wide the frame is on the page, for the browser's choice among `srcset`.
    pub sizes: &'static str,
    /// Below 120 px the candle is drawn closer, or the initials cannot be read.
    pub small: bool,
    /// Loaded when scrolled to: for every picture below the first screen.
    pub lazy: bool,
    /// The flame of the one large candle on a page breathes.
    pub breathes: bool,
}

/// One picture in the sizes that exist of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub src: String,
    /// `"/photos/1/320.webp 320w, …"`.
    pub srcset: Option<String>,
    /// Pixels of `src`, so that the page does not jump when it arrives.
    pub width: u32,
    pub height: u32,
}

impl Portrait {
    /// The one large portrait of a page.
    pub fn large(picture: Option<Picture>, initials: String, alt: String) -> Portrait {
        Portrait {
            picture,
            initials,
            alt,
            sizes: "(min-width: 48em) 346px, 272px",
            small: false,
            lazy: false,
            breathes: true,
        }
    }

    /// A portrait among others, its name beside or under it.
    pub fn medium(picture: Option<Picture>, initials: String) -> Portrait {
        Portrait {
            picture,
            initials,
            alt: String::new(),
            sizes: "(min-width: 48em) 252px, 45vw",
            small: false,
            lazy: true,
            breathes: false,
        }
    }

    /// A portrait in a row of a list.
    pub fn small(picture: Option<Picture>, initials: String) -> Portrait {
        Portrait {
            picture,
            initials,
            alt: String::new(),
            sizes: "88px",
            small: true,
            lazy: true,
            breathes: false,
        }
    }
}

/// The template above escapes what it shows, so its text may stand in another template as it is.
impl askama::filters::HtmlSafe for Portrait {}
