// SPDX-License-Identifier: MIT
#pragma once

#include "model/profile.hpp"

#include <string>
#include <string_view>
#include <vector>

// Lists in few bytes, for the catalog: a profile has many of them.
namespace scribe::model {

/// The texts one after the other, each as a capital letter that tells how many of its first bytes are those of the one
/// before (A: none, B: one ...), and the rest. Empty when one of them holds a capital letter.
std::string pack_texts(std::vector<std::string> const &texts);
std::vector<std::string> unpack_texts(std::string_view packed);

/// The same for numbers, which come back as they were.
std::string pack_numbers(std::vector<double> const &numbers);
std::vector<double> unpack_numbers(std::string_view packed);

/// A sketch of a profile (hashes of 8 bytes, ascending) with 40 bits of each hash, as differences: a byte for the
/// format (1), two for the number of hashes, one for the number r of low bits, then each difference as its high bits
/// (that many ones and a zero) and r low ones.
std::string pack_sketch(std::string_view sketch);
/// The sketch, whether it was packed or is as it was kept before: in both cases the low 24 bits of the hashes are 0.
std::string unpack_sketch(std::string_view stored);

/// A profile as the catalog keeps it, in fewer bytes than profile_to_json() makes: `quantiles` and `histogram` packed,
/// without the bounds of estimates that are exact and without shares that follow from counts. profile_from_json() reads
/// both.
std::string profile_to_stored_json(ColumnProfile const &profile);

} // namespace scribe::model
