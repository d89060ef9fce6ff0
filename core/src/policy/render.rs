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
        let span = fault.span.start.min(source.len())..fault.span.end.min(source.len());
        let long = source.get(span.clone()).is_some_and(|text| text.contains('\n'));
        // A whole section is pointed at by its first line.
        let end = if long { span.start + source[span.clone()].find('\n').unwrap_or(0) } else { span.end };
        let snippet = Snippet::source(source)
            .path(name)
            .annotation(AnnotationKind::Primary.span(span.start..end).label(fault.path.as_str()));
        groups.push(level.primary_title(title.as_str()).element(snippet));
    }
    let renderer = if options.color { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(options.width).render(&groups)
}

#[cfg(not(feature = "diagnostics"))]
pub(super) fn render(faults: &[Fault], _: &str, name: &str, options: RenderOptions) -> String {
    let line = |fault: &Fault| match options.lang {
        Lang::Zh => format!("{name}：{}", fault.zh()),
        Lang::En => format!("{name}: {}", fault.en()),
    };
    faults.iter().map(line).collect::<Vec<_>>().join("\n")
}
