//! Faults drawn beside the lines they lie in.

use super::RenderOptions;
use crate::decision::Lang;
use crate::error::Fault;

#[cfg(feature = "diagnostics")]
pub(super) fn render(faults: &[Fault], source: &str, name: &str, options: RenderOptions) -> String {
    use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
    let titles: Vec<String> = faults.iter().map(|fault| fault.wording.render(options.lang)).collect();
    let mut groups = Vec::with_capacity(faults.len());
    for (fault, title) in faults.iter().zip(&titles) {
        let level = match options.lang {
            Lang::Zh => Level::ERROR.with_name("错误"),
            Lang::En => Level::ERROR,
        };
        // Only the line of the fault is shown, a whole section by its first line; so a long file costs no more.
        let start = on_boundary(source, fault.span.start);
        let begin = source.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let end =
            source.get(start..).and_then(|after| after.find('\n')).map_or(source.len(), |at| start + at);
        let line = source.get(begin..end).unwrap_or_default();
        let last = on_boundary(source, fault.span.end.clamp(start, end));
        let span = start - begin..last.max(start) - begin;
        let snippet = Snippet::source(line)
            .path(name)
            .line_start(fault.line)
            .annotation(AnnotationKind::Primary.span(span).label(fault.path.as_str()));
        groups.push(level.primary_title(title.as_str()).element(snippet));
    }
    let renderer = if options.color { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(options.width).render(&groups)
}

/// The place itself, or the beginning of the character that it lies in, within the text.
#[cfg(feature = "diagnostics")]
fn on_boundary(source: &str, place: usize) -> usize {
    let mut place = place.min(source.len());
    while !source.is_char_boundary(place) {
        place -= 1;
    }
    place
}

#[cfg(not(feature = "diagnostics"))]
pub(super) fn render(faults: &[Fault], _: &str, name: &str, options: RenderOptions) -> String {
    let line = |fault: &Fault| match options.lang {
        Lang::Zh => format!("{name}：{}", fault.zh()),
        Lang::En => format!("{name}: {}", fault.en()),
    };
    faults.iter().map(line).collect::<Vec<_>>().join("\n")
}
