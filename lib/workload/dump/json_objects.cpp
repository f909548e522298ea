// SPDX-License-Identifier: MIT
#include "workload/dump/json_objects.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

namespace scribe::workload {

namespace {

constexpr std::size_t k_most_object = std::size_t{64} << 20;

[[noreturn]] void fail(std::string const &why) {
    throw base::Error(base::ExitCode::config, why, "a dump in JSON is a list of objects, or an object a line");
}

} // namespace

void JsonObjects::feed(std::string_view part) {
    for (char const c : part) {
        if (m_depth == 0) {
            if (c == '{') {
                m_object = c;
                m_depth = 1;
            } else if (c == '[' || c == ']') {
                m_in_list = c == '[';
            } else if (c != ',' && c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                fail(fmt::format("expected an object, not \"{}\"", c));
            }
            continue;
        }
        if (m_object.size() >= k_most_object) fail("an object goes on for more than 64 MB");
        m_object += c;
        if (m_escaped) m_escaped = false;
        else if (m_in_string) {
            if (c == '\\') m_escaped = true;
            else if (c == '"') m_in_string = false;
        } else if (c == '"') m_in_string = true;
        else if (c == '{' || c == '[') ++m_depth;
        else if ((c == '}' || c == ']') && --m_depth == 0) m_each(m_object);
    }
}

void JsonObjects::finish() const {
    if (m_depth > 0) fail("the last object does not end");
    if (m_in_list) fail("the list does not end: the dump is cut off");
}

} // namespace scribe::workload
