//! Lists files and functions that are longer than one reading, so that someone looks at them. It never fails.

use super::source::Source;

/// Lines of a file that still reads in one sitting.
const FILE: usize = 400;

/// Lines of a function that still does one thing.
const FUNCTION: usize = 40;

/// Prints what is longer.
pub(crate) fn list(sources: &[Source]) {
    for source in sources.iter().filter(|source| source.is_rust()) {
        let lines = source.text.lines().count();
        if lines > FILE {
            println!("long file: {} ({lines} lines)", source.path);
        }
        for (line, name, length) in long_functions(&source.text) {
            println!("long function: {}:{line} {name} ({length} lines)", source.path);
        }
    }
}

/// Finds functions by their indentation: rustfmt closes each at the indentation where it opened.
fn long_functions(text: &str) -> Vec<(usize, String, usize)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, String, String)> = None;
    for (index, line) in text.lines().enumerate() {
        if let Some((start, name, end)) = &open {
            if line == end {
                let length = index - start + 1;
                if length > FUNCTION {
                    found.push((start + 1, name.clone(), length));
                }
                open = None;
            }
        } else if let Some(name) = function_name(line) {
            let indent = line.len() - line.trim_start().len();
            if !line.trim_end().ends_with('}') && !line.trim_end().ends_with(';') {
                open = Some((index, name.to_owned(), format!("{}}}", " ".repeat(indent))));
            }
        }
    }
    found
}

fn function_name(line: &str) -> Option<&str> {
    let code = line.trim_start();
    let (before, after) = code.split_once("fn ")?;
    let is_item = before.split_whitespace().all(|word| {
        word.starts_with("pub")
            || word.ends_with(')')
            || ["const", "async", "unsafe", "extern"].contains(&word)
    });
    if !is_item {
        return None;
    }
    after.split(['(', '<']).next().filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_function_is_found_and_a_short_one_is_not() {
        let body = "    let a = 1;\n".repeat(50);
        let text =
            format!("pub(crate) fn long(\n    a: u8,\n) {{\n{body}}}\n\nfn short() {{\n    a();\n}}\n");
        let found = long_functions(&text);
        assert_eq!(found.len(), 1);
        assert_eq!(found.first().map(|(line, name, _)| (*line, name.as_str())), Some((1, "long")));
    }
}
