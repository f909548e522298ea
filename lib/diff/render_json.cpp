// SPDX-License-Identifier: MIT
#include "diff/render.hpp"

#include "base/json.hpp"
#include "model/filter.hpp"
#include "model/object_text.hpp"

namespace scribe::diff {

namespace {

void write_rule(base::JsonWriter &json, Rule const &rule) {
    json.member("severity", severity_name(rule.severity));
    json.member("rule", rule.name);
    json.member("why", rule.why);
}

void write_change(base::JsonWriter &json, Sides const &sides, Change const &change) {
    auto const &object = change.object();
    json.begin_object();
    json.member("source", change.action == Action::removed ? sides.old_source : sides.new_source);
    json.member("action", action_name(change.action));
    json.member("kind", model::kind_name(object.kind));
    json.member("ref", model::format_ref(object));
    json.member("schema", object.schema);
    json.member("table", object.table);
    json.member("name", object.name);
    json.key("old_ref");
    if (change.action == Action::renamed) json.value(model::format_ref(change.before));
    else json.null();
    write_rule(json, *change.rule);
    json.member("detail", model::summary_line(object));
    json.key("fields");
    json.begin_array();
    for (auto const &field : change.fields) {
        json.begin_object();
        json.member("field", field.field);
        json.member("before", field.before);
        json.member("after", field.after);
        write_rule(json, *field.rule);
        json.end_object();
    }
    json.end_array();
    json.end_object();
}

} // namespace

void render_json(Sides const &sides, std::vector<Change> const &changes, RenderOptions const &options,
                 Write const &write) {
    base::JsonWriter json;
    json.begin_object();
    json.member("format_version", 1);
    json.member("before", sides.before);
    json.member("after", sides.after);
    if (!sides.note.empty()) json.member("note", sides.note);
    auto const counts = count_by_severity(changes);
    json.member("total", changes.size());
    for (auto const severity : {Severity::safe, Severity::moderate, Severity::breaking}) {
        json.member(severity_name(severity), counts[static_cast<std::size_t>(severity)]);
    }
    json.key("items");
    json.begin_array();
    write(json.take());
    bool first = true;
    for (auto const &change : changes) {
        if (change.severity() < options.least) continue;
        base::JsonWriter item;
        write_change(item, sides, change);
        write(first ? "\n" : ",\n");
        write(item.text());
        first = false;
    }
    write("\n]}\n");
}

} // namespace scribe::diff
