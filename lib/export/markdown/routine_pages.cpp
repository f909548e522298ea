// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "export/markdown/escape.hpp"
#include "export/markdown/pages.hpp"
#include "export/markdown/writing.hpp"
#include "model/filter.hpp"
#include "model/json/unread.hpp"
#include "model/object_text.hpp"

#include <fmt/format.h>

namespace scribe::exporter::markdown {

namespace {

std::string fence_language(model::Routine const &routine) {
    auto const lower = base::to_lower_ascii(routine.language);
    if (lower.starts_with("plpython")) return "python";
    if (lower.starts_with("plperl")) return "perl";
    if (lower == "plv8") return "js";
    if (lower == "pltcl" || lower == "pltclu") return "tcl";
    return lower == "c" || lower == "internal" ? "" : "sql";
}

void write_routine(std::string &out, model::Routine const &routine, Survey const &survey) {
    section(out, text(routine.name));
    write_said(out, survey.said_of("routine", routine.schema, routine.name), routine.comment);
    if (auto const *const locked = survey.unread_of(model::Kind::routine, routine))
        out += text("Not read in full: " + model::unread_reason(*locked)) + "\n\n";
    {
        TableWriter table{out, {"Property", "Value"}};
        auto const fact = [&table](std::string const &name, std::string const &value) {
            if (!value.empty()) table.row({name, cell_code(value)});
        };
        table.row({"Kind", cell(routine.routine_kind)});
        fact("Arguments", routine.arguments);
        fact("Result", routine.result);
        fact("Language", routine.language);
        if (!routine.volatility.empty()) table.row({"Volatility", cell(routine.volatility)});
        if (!routine.parallel.empty()) table.row({"Parallel", cell(routine.parallel)});
        fact("Cost", routine.cost);
        fact("Rows", routine.rows);
        fact("Support function", routine.support);
        auto const flags =
            joined({routine.strict ? "strict (null on null input)" : "", routine.leakproof ? "leakproof" : "",
                    routine.security_definer ? "**security definer**" : ""});
        if (!flags.empty()) table.row({"Properties", flags});
        if (!routine.config.empty()) table.row({"Settings", code_list(routine.config)});
        for (auto const &[label, value] : model::aggregate_facts(routine)) {
            std::string name{label};
            name.front() = static_cast<char>(name.front() - 'a' + 'A');
            fact(name, value);
        }
        fact("Library", routine.library);
        fact("Owner", routine.owner);
        fact("Extension", routine.extension);
        for (auto const &grant : routine.grants) {
            table.row({"Grant", fmt::format("{} to {}{}", privileges_text(grant), cell_code(grant.grantee),
                                            grant.grantable.empty() ? "" : " (may grant it on)")});
        }
    }
    if (!routine.body.empty()) out += fmt::format("\n{}", fence(routine.body, fence_language(routine)));
}

std::string routine_page(std::vector<model::Routine> const &overloads, std::string const &page, Survey const &survey,
                         Uses const &uses) {
    model::Ref const self{overloads.front().schema, overloads.front().routine_name};
    std::string out = "# " + text(model::format_ref(self.schema, self.name)) + "\n";
    for (auto const &routine : overloads) write_routine(out, routine, survey);
    write_users(out, "Called by", uses.of_routine(self), survey, page);
    out += "\n[Index](" + relative_link(page, "README.md") + ")\n";
    return out;
}

} // namespace

void write_routine_pages(model::ModelReader &reader, Survey const &survey, Uses const &uses, Index &index, Sink &sink) {
    // Routines of one name need not follow one another: `f(int)` and `f(x)` may have a routine named `f(j` between
    // them.
    std::map<model::Ref, std::vector<model::Routine>> open;
    for_each<model::Routine>(reader, [&](model::Routine routine) {
        index.add_routine(routine, survey);
        model::Ref const name{routine.schema, routine.routine_name};
        auto &overloads = open[name];
        overloads.push_back(std::move(routine));
        if (overloads.size() < survey.overloads.at(name)) return;
        auto const &page = *survey.routines.find(name);
        sink.file(page, routine_page(overloads, page, survey, uses));
        open.erase(name);
    });
}

} // namespace scribe::exporter::markdown
