// SPDX-License-Identifier: MIT
#include "base/parse/code_line.hpp"
#include "base/text.hpp"
#include "export/markdown/escape.hpp"
#include "export/markdown/pages.hpp"
#include "export/markdown/writing.hpp"
#include "model/filter.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::exporter::markdown {

namespace {

void write_labels(std::string &out, model::Type const &type) {
    if (type.labels.empty()) return;
    section(out, "Labels");
    TableWriter table{out, {"Place:", "Label"}};
    for (std::size_t i = 0; i < type.labels.size(); ++i)
        table.row({std::to_string(i + 1), cell_code(base::value_text(type.labels[i]))});
}

void write_checks(std::string &out, model::Type const &type) {
    if (type.checks.empty()) return;
    section(out, "Checks");
    TableWriter table{out, {"Name", "Definition", "Notes", "Comment"}};
    for (auto const &check : type.checks)
        table.row({cell_code(shown_name(check.name)), cell_code(check.definition), check.not_valid ? "not valid" : "",
                   cell(check.comment.value_or(""))});
}

/// A type that an object is made of, with a link to its page.
std::string made_of(std::string const &text, Uses const &uses, Survey const &survey, std::string const &page) {
    auto const label = cell_code(text);
    auto const *const type = uses.type_named(text);
    return type ? labelled_link(label, page, *survey.types.find(*type)) : label;
}

void write_attributes(std::string &out, model::Type const &type, Uses const &uses, Survey const &survey,
                      std::string const &page) {
    if (type.attributes.empty()) return;
    section(out, "Attributes");
    TableWriter table{out, {"Attribute", "Type", "Collation", "Comment"}};
    for (auto const &attribute : type.attributes) {
        table.row({cell_code(shown_name(attribute.name)), made_of(attribute.type, uses, survey, page),
                   cell_code(attribute.collation), cell(attribute.comment.value_or(""))});
    }
}

void write_type_facts(std::string &out, model::Type const &type, Uses const &uses, Survey const &survey,
                      std::string const &page) {
    TableWriter table{out, {"Property", "Value"}};
    auto const fact = [&table](char const *name, std::string const &value) {
        if (!value.empty()) table.row({name, cell_code(value)});
    };
    table.row({"Kind", cell(type.type_kind)});
    if (!type.base_type.empty())
        table.row({type.type_kind == "range" ? "Subtype" : "Base type", made_of(type.base_type, uses, survey, page)});
    if (type.type_kind == "domain") table.row({"Null", yes_no(!type.not_null)});
    fact("Default", type.default_value.value_or(""));
    fact("Collation", type.collation);
    fact("Operator class", type.subtype_opclass);
    fact("Canonical function", type.canonical);
    fact("Difference function", type.subtype_diff);
    fact("Multirange", type.multirange);
    fact("Owner", type.owner);
    fact("Extension", type.extension);
}

} // namespace

void write_type_pages(model::ModelReader &reader, Survey const &survey, Uses const &uses, Index &index, Sink &sink) {
    for_each<model::Type>(reader, [&](model::Type const &type) {
        model::Ref const self{type.schema, type.name};
        auto const &page = *survey.types.find(self);
        std::string out = "# " + text(model::format_ref(type.schema, type.name)) + "\n\n";
        write_said(out, survey.said_of("type", type.schema, type.name), type.comment);
        write_type_facts(out, type, uses, survey, page);
        write_labels(out, type);
        write_checks(out, type);
        write_attributes(out, type, uses, survey, page);
        write_users(out, "Used by", uses.of_type(self), survey, page);
        write_grants(out, grant_lines(type.grants));
        out += "\n[Index](" + relative_link(page, "README.md") + ")\n";
        index.add_type(type, survey);
        sink.file(page, std::move(out));
    });
}

} // namespace scribe::exporter::markdown
