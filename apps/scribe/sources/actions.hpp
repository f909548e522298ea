// SPDX-License-Identifier: MIT
#pragma once

#include "command.hpp"
#include "options/source_option.hpp"
#include "output/output.hpp"

#include <string>

// The actions of `scribe source`, one function each.
namespace scribe::cli {

struct SourceAddOptions {
    std::string name, url, key_file;
    bool save_password = false;
    bool replace = false;
    bool test = false;
};

struct SourceRemoveOptions {
    std::string name;
    bool yes = false;
};

struct SourceRekeyOptions {
    std::string key_file, new_key_file;
};

struct SourceShowOptions {
    std::string name;
    OutputOptions output;
};

struct SourceTestOptions {
    SourceOptions source;
    TimeoutOptions timeouts;
    OutputOptions output;
};

void add_source(SourceAddOptions &options, GlobalOptions const &global, Context &context);
void list_sources(OutputOptions const &options, GlobalOptions const &global, Context &context);
void show_source(SourceShowOptions const &options, GlobalOptions const &global, Context &context);
void remove_source(SourceRemoveOptions const &options, GlobalOptions const &global, Context &context);
void rekey_sources(SourceRekeyOptions const &options, GlobalOptions const &global, Context &context);
void test_source(SourceTestOptions const &options, GlobalOptions const &global, Context &context);

/// What `source test` says, for people.
std::string describe_test(source::TestReport const &report);

} // namespace scribe::cli
