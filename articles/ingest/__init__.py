"""From a delivered document to rows: ``pipeline`` (pure) · ``identity`` (which article is it?) · ``store``
(the one writer) · ``service`` (what commands, tasks and the admin call)."""
