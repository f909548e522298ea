// SPDX-License-Identifier: MIT
#pragma once

#include "source/postgres/sample/copy_row.hpp"
#include "source/sample.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace scribe::source::postgres {

/// The select list of a sample, and how its rows become values: of long values only the head travels, of binary ones
/// only how long they are.
class SampleSelect {
public:
    /// `readable`: the columns to take, by their place in the request. `wide`: values may be long.
    SampleSelect(SampleRequest const &request, std::vector<std::size_t> const &readable, bool wide);

    /// True for values that may be long whatever the type says.
    static bool may_be_long(model::SampleColumn const &column);
    /// Of such a column the most bytes that a value of it takes when it is sent.
    static std::string longest(model::SampleColumn const &column);

    /// "id, CASE WHEN ... END"; NULL when there is no column.
    std::string const &list() const { return m_list; }
    /// The values of a line of COPY; valid until the next call. Throws base::Error(source_query): malformed.
    std::vector<model::SampleValue> const &values(std::string_view line);

private:
    enum class Form { plain, with_length, length };
    std::string column(model::SampleColumn const &column, bool wide);

    std::vector<Form> m_forms;
    std::string m_list;
    std::int64_t m_most_bytes;
    CopyRow m_row;
    std::vector<model::SampleValue> m_values;
};

} // namespace scribe::source::postgres
