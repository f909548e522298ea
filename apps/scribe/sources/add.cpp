// SPDX-License-Identifier: MIT
#include "base/log.hpp"
#include "catalog/secret.hpp"
#include "catalog/source_changes.hpp"
#include "sources/actions.hpp"
#include "sources/key_file.hpp"
#include "sources/terminal.hpp"

#include <fmt/format.h>

#include <istream>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;

/// The password to store: from the URL, else PGPASSWORD, else asked for on a terminal, else the first line of stdin.
catalog::Secret password_to_store(SourceAddOptions const &options, Context &context) {
    catalog::Secret password{source::url_password(options.url)};
    if (password.empty()) {
        if (auto from_environment = context.environment("PGPASSWORD"))
            password = catalog::Secret{std::move(*from_environment)};
        else if (context.in_is_terminal)
            password = prompt_password(context, fmt::format("Password of source {}: ", options.name));
        else {
            std::string line;
            std::getline(context.in, line);
            password = catalog::Secret{std::move(line)};
        }
    }
    if (password.empty()) {
        throw Error(ExitCode::usage, fmt::format("no password to store for source \"{}\"", options.name),
                    "give it in the URL, in PGPASSWORD, or as the first line of standard input");
    }
    return password;
}

/// Connects before anything is saved.
void test_first(SourceAddOptions const &options, std::string_view password, Context &context) {
    source::OpenOptions open;
    open.command = "source";
    open.password = password;
    auto const opened = source::open(options.url, open);
    catalog::wipe(open.password);
    context.err << describe_test(opened->test());
}

} // namespace

void add_source(SourceAddOptions &options, GlobalOptions const &global, Context &context) {
    check_source_name(options.name);
    if (!source::is_source_url(options.url)) {
        throw Error(ExitCode::usage, fmt::format("the URL of source \"{}\" is none that scribe knows", options.name),
                    "write postgresql://user@host/database, sqlite:FILE, json:FILE or tbls:FILE");
    }
    options.url = absolute_url(options.url, context.working_folder);
    catalog::SourceRow row;
    row.name = options.name;
    row.url = source::public_url(options.url);
    bool const has_password = !catalog::Secret{source::url_password(options.url)}.empty();
    catalog::Secret password;
    if (options.save_password) {
        if (source::file_url(row.url)) throw Error(ExitCode::usage, "a file has no password to store");
        auto const key = need_key(options.key_file, context, "to store a password");
        password = password_to_store(options, context);
        row.secret = catalog::seal_secret(key.view(), {row.name, row.url}, password.view());
    }
    if (options.test) test_first(options, password.view(), context);
    auto store = open_catalog(global, context, catalog::Access::create);
    auto const known = store.find_source(row.name);
    catalog::add_source(store, row, options.replace, author(global, context));
    catalog::wipe(options.url);
    std::string_view const sqlite = "sqlite:";
    std::error_code error;
    if (row.url.starts_with(sqlite) && !std::filesystem::exists(row.url.substr(sqlite.size()), error))
        base::log::warn("{}: there is no such file yet", row.url.substr(sqlite.size()));
    base::log::info("Saved source {}: {}{}", row.name, row.url, row.secret.empty() ? "" : " (password encrypted)");
    if (known && !known->secret.empty() && row.secret.empty())
        base::log::info("The password that was stored for it is gone: --save-password stores one for this URL");
    if (has_password && !options.save_password) {
        base::log::info(
            "The password in the URL was left out: give it in PGPASSWORD or ~/.pgpass, or store it encrypted with "
            "--save-password");
    }
}

} // namespace scribe::cli
