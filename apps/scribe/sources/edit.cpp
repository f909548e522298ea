// SPDX-License-Identifier: MIT
#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/source_changes.hpp"
#include "sources/actions.hpp"
#include "sources/key_file.hpp"
#include "sources/terminal.hpp"

#include <fmt/format.h>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;

std::string in_words(catalog::SourceUse const &use) {
    return base::counted(use.objects, "object") + " and " + base::counted(use.scans, "scan");
}

} // namespace

void remove_source(SourceRemoveOptions const &options, GlobalOptions const &global, Context &context) {
    auto store = open_catalog(global, context, catalog::Access::write);
    auto const row = need_source(store, options.name);
    auto const what = in_words(catalog::source_use(store, row.id));
    if (!options.yes) {
        if (!context.in_is_terminal) {
            throw Error(
                ExitCode::usage,
                fmt::format("removing source \"{}\" takes {} with it and nobody can be asked here", row.name, what),
                fmt::format("scribe source remove {} --yes", row.name));
        }
        if (!confirm(fmt::format("Remove source {} with {}?", row.name, what), context)) {
            throw Error(ExitCode::interrupted, fmt::format("source \"{}\" was not removed", row.name));
        }
    }
    auto const use = catalog::remove_source(store, row.name, author(global, context));
    base::log::info("Removed source {} with {}", row.name, in_words(use));
}

void rekey_sources(SourceRekeyOptions const &options, GlobalOptions const &global, Context &context) {
    auto store = open_catalog(global, context, catalog::Access::write);
    auto const old_key = need_key(options.key_file, context, "to open the stored passwords");
    std::optional<catalog::Secret> new_key;
    if (!options.new_key_file.empty()) new_key = read_key_file(context.working_folder / options.new_key_file);
    else if (auto key = context.environment("SCRIBE_NEW_KEY")) new_key.emplace(std::move(*key));
    if (!new_key) {
        throw Error(ExitCode::usage, "the new key is missing",
                    "give it with --new-key-file FILE (mode 0600) or in SCRIBE_NEW_KEY");
    }
    auto const count = catalog::rekey_sources(store, old_key.view(), new_key->view(), author(global, context));
    base::log::info("{} stored {} now encrypted with the new key", count, count == 1 ? "password is" : "passwords are");
}

} // namespace scribe::cli
