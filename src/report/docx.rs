//! Word documents: the memo with headings, tables and page numbers, and letters. The same input gives the same bytes.

mod memo;
mod package;
mod page;

pub use self::memo::Memos;
pub use self::page::Page;
pub use self::page::Run;
pub use self::page::Style;
