//! Reads the guide: headings, paragraphs, lists and tables, with the few marks that it uses within a line. What else
//! Markdown can say does not stand in it; a test reads the whole guide.

use crate::text::lower;

/// A part of the guide under one heading.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chapter {
    /// The heading.
    pub(super) title: String,
    /// What stands below it.
    pub(super) blocks: Vec<Block>,
}

/// Something that stands by itself.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Block {
    /// Running text.
    Paragraph(Vec<Run>),
    /// One item under the other.
    Items(Vec<Vec<Run>>),
    /// Rows of cells, the first of them the heading.
    Table(Vec<Vec<Vec<Run>>>),
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Run {
    /// As it is.
    Plain(String),
    /// Said with weight.
    Strong(String),
    /// Called by its name.
    Name(String),
    /// A key, or a file.
    Code(String),
}

/// What begins a mark, what ends it, and what is meant by it.
type Mark = (&'static str, &'static str, fn(String) -> Run);

/// Reads a guide. What stands before the first chapter is its title, and left out.
pub(super) fn read(text: &str) -> Vec<Chapter> {
    text.split("\n## ")
        .skip(1)
        .map(|part| {
            let (title, body) = part.split_once('\n').unwrap_or((part, ""));
            let blocks =
                body.split("\n\n").map(str::trim).filter(|block| !block.is_empty()).filter_map(block);
            Chapter { title: title.trim().to_owned(), blocks: blocks.collect() }
        })
        .collect()
}

/// Returns the blocks of a chapter that have some letters; all of them where its title does.
pub(super) fn found(chapter: &Chapter, letters: &str) -> Vec<Block> {
    let letters = lower(letters.trim());
    if lower(&chapter.title).contains(&letters) {
        return chapter.blocks.clone();
    }
    let has = |block: &&Block| lower(&words(block)).contains(&letters);
    chapter.blocks.iter().filter(has).cloned().collect()
}

fn block(text: &str) -> Option<Block> {
    // Pictures are for readers of the file.
    if text.starts_with("![") {
        return None;
    }
    if text.starts_with('|') {
        return Some(Block::Table(
            text.lines().filter(|line| !line.starts_with("| ---")).map(cells).collect(),
        ));
    }
    if text.starts_with("- ") {
        let items = format!("\n{text}");
        return Some(Block::Items(items.split("\n- ").skip(1).map(runs).collect()));
    }
    Some(Block::Paragraph(runs(text.trim_start_matches(['#', ' ']))))
}

fn cells(line: &str) -> Vec<Vec<Run>> {
    line.trim().trim_matches('|').split(" | ").map(|cell| runs(cell.trim())).collect()
}

fn runs(text: &str) -> Vec<Run> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut runs = Vec::new();
    let mut rest = text.as_str();
    while let Some((before, run, after)) = next_mark(rest) {
        if !before.is_empty() {
            runs.push(Run::Plain(before.to_owned()));
        }
        runs.push(run);
        rest = after;
    }
    if !rest.is_empty() {
        runs.push(Run::Plain(rest.to_owned()));
    }
    runs
}

/// Returns what comes before the next mark, what is marked, and what follows.
fn next_mark(text: &str) -> Option<(&str, Run, &str)> {
    let marks: [Mark; 4] =
        [("`", "`", Run::Code), ("**", "**", Run::Strong), ("*", "*", Run::Name), ("[", "]", Run::Plain)];
    let at = |open: &str| text.find(open).unwrap_or(usize::MAX);
    let (open, close, make) = marks.into_iter().min_by_key(|(open, ..)| at(open))?;
    let (before, rest) = text.split_once(open)?;
    let (marked, after) = rest.split_once(close)?;
    // Where a link leads is for readers of the file.
    let after = match after.strip_prefix('(').filter(|_| open == "[").and_then(|after| after.split_once(')'))
    {
        Some((_, after)) => after,
        None => after,
    };
    Some((before, make(marked.to_owned()), after))
}

fn words(block: &Block) -> String {
    match block {
        Block::Paragraph(runs) => said(runs),
        Block::Items(items) => items.iter().map(|runs| said(runs)).collect::<Vec<_>>().join(" "),
        Block::Table(rows) => rows.iter().flatten().map(|runs| said(runs)).collect::<Vec<_>>().join(" "),
    }
}

fn said(runs: &[Run]) -> String {
    runs.iter()
        .map(|run| match run {
            Run::Plain(text) | Run::Strong(text) | Run::Name(text) | Run::Code(text) => text.as_str(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guide_is_read_as_it_is_meant() {
        let text = "# Title\n\nLead.\n\n## Keys\n\nPress `c` to **claim** a\n*review*, see [there](x.md#y).\n\n- one\n  more\n- two\n\n| key | does |\n| --- | --- |\n| `j` `k` | moves |\n\n![A picture](x.png)\n";
        let plain = |text: &str| Run::Plain(text.to_owned());
        let code = |text: &str| Run::Code(text.to_owned());
        assert_eq!(
            read(text),
            [Chapter {
                title: "Keys".to_owned(),
                blocks: vec![
                    Block::Paragraph(vec![
                        plain("Press "),
                        code("c"),
                        plain(" to "),
                        Run::Strong("claim".to_owned()),
                        plain(" a "),
                        Run::Name("review".to_owned()),
                        plain(", see "),
                        plain("there"),
                        plain("."),
                    ]),
                    Block::Items(vec![vec![plain("one more")], vec![plain("two")]]),
                    Block::Table(vec![
                        vec![vec![plain("key")], vec![plain("does")]],
                        vec![vec![code("j"), plain(" "), code("k")], vec![plain("moves")]],
                    ]),
                ],
            }]
        );
    }

    #[test]
    fn the_whole_guide_is_understood() {
        let chapters = read(super::super::page::GUIDE);
        assert!(chapters.len() > 3);
        for chapter in &chapters {
            assert!(!chapter.blocks.is_empty(), "{}", chapter.title);
            for block in &chapter.blocks {
                let words = words(block);
                for mark in ["**", "`", "](", "| --", "##"] {
                    assert!(!words.contains(mark), "{mark} in {words}");
                }
            }
        }
    }

    #[test]
    fn what_is_searched_for_is_found_and_nothing_else() {
        let chapters = read("\n## Keys\n\nPress c.\n\nPress **e** to write.\n\n## Files\n\nOne file.\n");
        assert_eq!(found(&chapters[0], "WRITE").len(), 1);
        assert_eq!(found(&chapters[0], "keys").len(), 2);
        assert_eq!(found(&chapters[1], "write").len(), 0);
        assert_eq!(found(&chapters[1], "").len(), 1);
    }
}
