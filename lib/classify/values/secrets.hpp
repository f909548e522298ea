// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace scribe::classify {

/// What gives access to something, within a value: a URL, a connection string, a header, a document, a sentence.
enum class Secret {
    none,
    maybe, ///< a key in a link, which may be there for all who have the link
    sure,  ///< a password, a token, a signature, the address of a webhook
};

/// The surest that stands in the value. What only stands for a secret (***, ${PASSWORD}, <token>) is none.
Secret find_secret(std::string_view value);

} // namespace scribe::classify
