// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "export/markdown/escape.hpp"
#include "export/markdown/pages.hpp"
#include "export/markdown/writing.hpp"
#include "model/code/code_names.hpp"
#include "model/code/code_uses.hpp"
#include "model/filter.hpp"
#include "model/object_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace scribe::exporter::markdown {

namespace {

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
           (static_cast<unsigned char>(c) & 0x80) != 0;
}

/// What may be `schema.name` around the dot; both are empty where a word is missing.
model::Ref around_dot(std::string_view text, std::size_t dot) {
    auto from = dot;
    while (from > 0 && is_word(text[from - 1])) --from;
    auto end = dot + 1;
    while (end < text.size() && is_word(text[end])) ++end;
    if (from == dot || end == dot + 1) return {};
    return {base::to_lower_ascii(text.substr(from, dot - from)),
            base::to_lower_ascii(text.substr(dot + 1, end - dot - 1))};
}

} // namespace

void Uses::look(std::string_view text, bool casts_only, std::set<model::Ref> &found) const {
    auto const consider = [&](model::Ref const &name) {
        auto const &type = m_survey->shown_type(name);
        if (name.empty() || found.contains(type) || !m_survey->types.find(type)) return;
        if (model::names_type(text, name.schema, name.name, casts_only)) found.insert(type);
    };
    if (text.find('"') == std::string_view::npos) {
        // Most texts name no type: reading all names of each would cost more than the pages.
        for (auto dot = text.find('.'); dot != std::string_view::npos; dot = text.find('.', dot + 1))
            consider(around_dot(text, dot));
        return;
    }
    for (auto const &name : model::names_in_code(text)) {
        if (name.parts.size() == 2) consider({name.parts[0], name.parts[1]});
    }
}

model::Ref const *Uses::type_named(std::string_view text) const {
    std::set<model::Ref> found;
    look(text, false, found);
    if (found.size() != 1) return nullptr;
    auto const &all = m_survey->types.all();
    auto const type = all.find(*found.begin());
    return type == all.end() ? nullptr : &type->first;
}

template <typename T> std::set<model::Ref> Uses::casts(T const &object) const {
    std::set<model::Ref> found;
    model::visit_code(object, [&](std::string_view text) { look(text, true, found); });
    return found;
}

void Uses::add(Lists &lists, model::Ref const &used, Part part) {
    auto &list = lists[used];
    if (++list.total <= k_list_limit) list.first.push_back(std::move(part));
}

void Uses::add_types(std::set<model::Ref> const &types, Part const &part) {
    for (auto const &type : types) add(m_types, type, part);
}

template <typename T> std::set<Uses::Named> Uses::named(T const &object) const {
    std::set<Named> found;
    if (m_survey->sequences.empty() && m_survey->overloads.empty()) return found;
    model::visit_uses(object, [&](model::CodeUse const &use) {
        auto ref = model::ref_of(use);
        if (!ref) return;
        if (use.how == model::CodeUse::How::sequence) {
            if (m_survey->sequences.contains(*ref)) found.emplace(model::Kind::sequence, std::move(*ref));
        } else if (m_survey->overloads.contains(*ref)) {
            found.emplace(model::Kind::routine, std::move(*ref));
        }
    });
    return found;
}

void Uses::add_named(std::set<Named> const &named, Part const &part) {
    for (auto const &[kind, ref] : named) add(kind == model::Kind::routine ? m_routines : m_sequences, ref, part);
}

std::vector<UsedHere> Uses::gather(Relation const &relation) {
    auto const self = relation.ref();
    bool const has_types = !m_survey->types.all().empty();
    std::map<Named, std::vector<std::string>> here;
    auto const add_code = [&](auto const &object, std::string_view label, std::string const &name,
                              model::Ref const &type, auto const &place) {
        std::set<model::Ref> types;
        if (has_types) types = casts(object);
        if (has_types && !type.empty()) types.insert(m_survey->shown_type(type));
        auto const names = named(object);
        if (types.empty() && names.empty()) return; // as of most columns
        Part const part{object.k_kind, std::string{label}, self, name};
        add_types(types, part);
        add_named(names, part);
        for (auto const &one : names) here[one].push_back(place());
    };
    auto const add_part = [&](auto const &part, std::string_view label, model::Ref const &type = {}) {
        add_code(part, label, part.name, type, [&part] {
            return fmt::format("{} {}", model::kind_text(part.k_kind), model::format_ref("", part.name));
        });
    };
    if (relation.table) {
        add_code(*relation.table, relation_kind(relation), "", relation.table->of_type,
                 [] { return std::string{"partition key"}; });
    } else {
        add_code(*relation.view, relation_kind(relation), "", {}, [] { return std::string{"definition"}; });
    }
    for (auto const &column : relation.columns) add_part(column, "column", column.user_type);
    for (auto const &constraint : relation.constraints) add_part(constraint, constraint.type);
    for (auto const &index : relation.indexes) add_part(index, "index");
    for (auto const &trigger : relation.triggers) {
        add_part(trigger, "trigger");
        if (!trigger.function.empty() && !trigger.inherited)
            add(m_routines, trigger.function, {model::Kind::trigger, "trigger", self, trigger.name});
    }
    for (auto const &rule : relation.rules) add_part(rule, "rule");
    for (auto const &policy : relation.policies) add_part(policy, "policy");
    if (auto const found = m_survey->statistics.find(self); found != m_survey->statistics.end()) {
        for (auto const &statistics : found->second) add_part(statistics, model::kind_text(model::Kind::statistics));
    }
    std::vector<UsedHere> uses;
    for (auto &[one, where] : here) uses.push_back({one.first, one.second, std::move(where)});
    return uses;
}

void Uses::gather(model::Type const &type) {
    model::Ref const self{type.schema, type.name};
    Part const part{model::Type::k_kind, model::kind_label(type), self, ""};
    auto used = casts(type);
    model::visit_types(type, [&](std::string_view text) { look(text, false, used); });
    used.erase(self);
    add_types(used, part);
    add_named(named(type), part);
}

void Uses::gather(model::Routine const &routine) {
    model::Ref const self{routine.schema, routine.routine_name};
    Part const part{model::Routine::k_kind, model::kind_label(routine), self, routine.name};
    auto names = named(routine);
    names.erase({model::Kind::routine, self});
    add_named(names, part);
    if (m_survey->types.all().empty()) return;
    auto used = casts(routine);
    model::visit_types(routine, [&](std::string_view text) { look(text, false, used); });
    add_types(used, part);
}

void Uses::gather_others(model::ModelReader &reader) {
    for_each<model::Routine>(reader, [this](model::Routine const &routine) { gather(routine); });
    for_each<model::Type>(reader, [this](model::Type const &type) { gather(type); });
    for_each<model::EventTrigger>(reader, [this](model::EventTrigger const &trigger) {
        if (!trigger.function.empty())
            add(m_routines, trigger.function, {model::Kind::event_trigger, "event trigger", {"", trigger.name}, ""});
    });
}

namespace {

PageNames const &pages_of(model::Kind kind, Survey const &survey) {
    if (kind == model::Kind::type) return survey.types;
    return kind == model::Kind::routine ? survey.routines : survey.relations;
}

} // namespace

void write_users(std::string &out, std::string_view title, Uses::List const *users, Survey const &survey,
                 std::string const &page) {
    if (!users) return;
    section(out, title);
    std::vector<Uses::Part const *> parts; // in the order of `scribe show`
    for (auto const &part : users->first) parts.push_back(&part);
    std::ranges::stable_sort(parts, {}, [](auto const *part) { return model::kind_name(part->kind); });
    TableWriter table{out, {"Kind", "Object", "Part"}};
    for (auto const *part : parts)
        table.row({cell(part->label), link(pages_of(part->kind, survey), part->object, page), cell_code(part->name)});
    table.finish();
    if (users->total > k_list_limit) out += fmt::format("\n{} in all.\n", users->total);
}

std::string users_cell(Uses::List const *users, Survey const &survey, std::string const &page) {
    constexpr std::size_t k_shown = 5;
    std::string out;
    if (!users) return out;
    for (auto const &part : std::span{users->first}.first(std::min(k_shown, users->first.size()))) {
        if (!out.empty()) out += "; ";
        out += link(pages_of(part.kind, survey), part.object, page);
        if (!part.name.empty()) out += " " + cell_code(part.name);
    }
    if (users->total > k_shown) out += fmt::format("; {} more", users->total - k_shown);
    return out;
}

} // namespace scribe::exporter::markdown
