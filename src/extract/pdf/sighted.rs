//! What is said of a page's words that are hidden, struck, or perhaps so.

use crate::document::Trouble;
use crate::document::What;
use crate::extract::pdf::eye::Sights;
use crate::extract::pdf::manuscript::Tally;
use crate::extract::pdf::ruling::Look;
use crate::extract::pdf::ruling::Ruling;

/// Letters of doubtful looks from which a page is in doubt; fewer are an ornament.
const LEAST_DOUBTFUL: usize = 3;

/// What is said of words that are not, or perhaps not, seen, and of struck ones.
pub(super) fn say(look: &Look, ruling: &mut Ruling) {
    let Tally { chars, hidden, hidden_letters, struck, .. } = look.tally;
    let Sights { doubtful, crossed, unclear_boxes, unseen_fields, .. } = look.sights;
    if doubtful >= LEAST_DOUBTFUL {
        let says = format!(
            "{doubtful} letters are painted so that nobody can tell without looking whether they are seen (in pale \
             colours, white on an image, behind a mask); read the page by eye."
        );
        ruling.unread(look, What::Unresolved, says);
    }
    if crossed >= LEAST_DOUBTFUL {
        let says = format!(
            "Lines run through {crossed} letters, and it cannot be told whether they strike the words; read the page \
             by eye."
        );
        ruling.unread(look, What::Unresolved, says);
    }
    if unclear_boxes > 0 {
        let says = "A tick box holds an image, and it cannot be told whether it is ticked; read the page by eye.";
        ruling.unread(look, What::Unresolved, says);
    }
    let mut note = |what, says: String| ruling.troubles.push(Trouble::on(look.number, what, says));
    if hidden_letters > 0 {
        let says = format!(
            "{hidden} of {chars} characters cannot be seen on the page (painted invisible, in the colour of the paper, \
             tiny, covered or outside it) and were not read; compare the text with what the page shows."
        );
        note(What::HiddenText, says);
    }
    if unseen_fields > 0 {
        let says = format!(
            "Fields or notes that are flagged as hidden hold {unseen_fields} words, which were not read; open the \
             file in a viewer that lists them."
        );
        note(What::HiddenText, says);
    }
    if struck > 0 {
        let words = if struck == 1 { "1 word is".to_owned() } else { format!("{struck} words are") };
        note(What::StruckText, format!("{words} struck and not read as a part of the letter; look at the page."));
    }
    if look.sights.is_searchable_scan() {
        let says = "The page is an image, and the words read are a text layer that somebody's OCR laid over it; \
                    compare them with the image by eye.";
        note(What::OcrLayer, says.to_owned());
    }
}
