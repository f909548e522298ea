// SPDX-License-Identifier: MIT
#pragma once

#include "diff/ddl/ddl.hpp"
#include "postgres_server.hpp"

#include <string>
#include <vector>

namespace scribe::conformance {

/// What diff says of two databases, and how to make one the other.
struct Difference {
    std::vector<diff::Change> changes;
    std::vector<diff::ddl::Statement> script;

    /// "changed column public.t.a: type" a line, without the places of columns, which no statement can change.
    std::string text() const;
    /// What the script leaves to do by hand.
    std::vector<std::string> not_done() const;
};

Difference compare(Database &before, Database &after, diff::KeptRights kept = {});

/// The script as people get it, from "a" to "b".
std::string script_text(Difference const &difference);

/// Runs the statements of the script; fails the test for one that fails.
void run_script(Session &session, Difference const &difference);

/// Makes `before` what `after` is by the script of diff, statement by statement, and compares again: fails the test for
/// a statement that fails and for a difference that is left other than `expected`.
void check_script(Database &before, Database &after, std::string const &expected = {}, diff::KeptRights kept = {});

/// The script from one database to the other, each made by its SQL, and checked (see check_script()).
std::string script_of(std::string const &before_sql, std::string const &after_sql, std::string const &left = {});
/// The same of a change to what the set-up makes.
std::string script_of_change(std::string const &setup, std::string const &change, std::string const &left = {});

/// Fails the test unless the parts stand in the text one after the other.
void check_order(std::string const &text, std::vector<std::string> const &parts);

} // namespace scribe::conformance
