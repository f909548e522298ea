// SPDX-License-Identifier: MIT
#include "base/log.hpp"
#include "base/text.hpp"
#include "context/statement.hpp"
#include "people/context_actions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <istream>
#include <iterator>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;

/// Saves one text of each object and field and says how many changed.
base::ExitCode save_all(catalog::Store &store, std::vector<ChosenObject> const &objects,
                        std::vector<std::string> const &fields, std::string const &text, std::string const &command,
                        bool dry_run, catalog::ContextWriter &writer) {
    sqlite::Txn txn{store.db()};
    std::int64_t changed = 0, texts = 0;
    for (auto const &object : objects) {
        for (auto const &field : fields) {
            texts += writer.present(object.id(), field).empty() ? 0 : 1;
            changed += writer.save(object.said_of(), field, text, command) ? 1 : 0;
        }
    }
    if (!dry_run) txn.commit();
    auto const first = base::single_line(objects.front().ref());
    auto const verb = dry_run ? "would change" : "changed";
    if (text.empty() && texts == 0) base::log::info("Nothing was said of {}", first);
    else if (text.empty())
        base::log::info("{} {} back", dry_run ? "Would take" : "Took", base::counted(changed, "text"));
    else if (changed == 0) base::log::info("{} says so already", first);
    else if (objects.size() == 1) base::log::info("{} of {} {}", fields.front(), first, verb);
    else base::log::info("{} of {} objects {}", fields.front(), base::group_digits(changed), verb);
    return ExitCode::ok;
}

} // namespace

std::string field_of(std::string const &word) {
    if (auto const field = context::field_from_heading(word)) return std::string{context::field_name(*field)};
    std::vector<std::string> names{model::k_context_fields.begin(), model::k_context_fields.end()};
    auto const near = base::nearest(word, names);
    throw Error(ExitCode::usage, fmt::format("there is no field \"{}\"", base::single_line(word)),
                near ? "did you mean " + *near + "?" : "fields: " + base::join(names, ", "));
}

std::string text_of(std::string const &argument, Context &context) {
    if (argument != "-") return argument;
    std::string text;
    // A byte more than a field may have, so that it is refused.
    for (std::istreambuf_iterator<char> it{context.in}, end; it != end && text.size() <= model::k_most_context; ++it)
        text.push_back(*it);
    return text;
}

base::ExitCode run_context_set(ContextSetOptions const &options, GlobalOptions const &global, Context &context) {
    auto const field = field_of(options.field);
    auto const text = model::normal_context(field, text_of(options.text, context));
    if (text.empty())
        throw Error(ExitCode::usage, fmt::format("no text for {}", field),
                    "scribe context remove REF FIELD takes back what was said");
    auto store = open_catalog(global, context, catalog::Access::write);
    auto const objects = choose_objects(store, options.choice, false);
    catalog::ContextWriter writer{store, author(global, context), "context set"};
    return save_all(store, objects, {field}, text, "context set", options.dry_run, writer);
}

base::ExitCode run_context_remove(ContextSetOptions const &options, GlobalOptions const &global, Context &context) {
    std::vector<std::string> fields{model::k_context_fields.begin(), model::k_context_fields.end()};
    if (!options.field.empty()) fields = {field_of(options.field)};
    auto store = open_catalog(global, context, catalog::Access::write);
    auto const objects = choose_objects(store, options.choice, true);
    catalog::ContextWriter writer{store, author(global, context), "context remove"};
    return save_all(store, objects, fields, "", "context remove", options.dry_run, writer);
}

} // namespace scribe::cli
