# What all targets share: warnings, sanitizers, the libraries, and two helpers.
find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(PostgreSQL REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(CURL 7.85 REQUIRED)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(SIMDJSON REQUIRED IMPORTED_TARGET simdjson)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
# Debian's libpg-query-dev comes without a pkg-config file.
find_library(PG_QUERY_LIBRARY pg_query REQUIRED)
find_path(PG_QUERY_FOLDER pg_query.h REQUIRED)
add_library(PgQuery::PgQuery UNKNOWN IMPORTED)
set_target_properties(PgQuery::PgQuery PROPERTIES IMPORTED_LOCATION ${PG_QUERY_LIBRARY}
                                                  INTERFACE_INCLUDE_DIRECTORIES ${PG_QUERY_FOLDER})
pkg_check_modules(YAMLCPP REQUIRED IMPORTED_TARGET yaml-cpp)
pkg_check_modules(PUGIXML REQUIRED IMPORTED_TARGET pugixml)
pkg_check_modules(LIBZIP REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
# libcsv has no pkg-config file.
find_library(CSV_LIBRARY csv REQUIRED)
find_path(CSV_FOLDER csv.h REQUIRED)
add_library(Csv::Csv UNKNOWN IMPORTED)
set_target_properties(Csv::Csv PROPERTIES IMPORTED_LOCATION ${CSV_LIBRARY} INTERFACE_INCLUDE_DIRECTORIES ${CSV_FOLDER})

# ccache and mold make rebuilding cheap where they are installed; neither is needed.
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}
        CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        ${CCACHE_PROGRAM})
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
    add_link_options(-fuse-ld=mold)
endif()

add_library(scribe_warnings INTERFACE)
target_compile_options(scribe_warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion
                                                 -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual)
# GCC 12 warns of std::string's own code when it optimises: https://gcc.gnu.org/bugzilla/show_bug.cgi?id=105651
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(scribe_warnings INTERFACE $<$<NOT:$<CONFIG:Debug>>:-Wno-restrict>)
endif()
if(SCRIBE_WERROR)
    target_compile_options(scribe_warnings INTERFACE -Werror)
endif()
if(SCRIBE_SANITIZE)
    add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
                        -Wno-maybe-uninitialized) # GCC 12 sees ghosts in std::regex under sanitizers
    add_link_options(-fsanitize=address,undefined)
endif()

# What most files include, precompiled: a third of what a file takes to compile. A file still includes what it uses;
# scripts/tidy compiles without. A precompiled header fits only where the options are the same, so all get -pthread,
# which the packages of some modules ask for.
set(SCRIBE_COMMON_HEADERS <algorithm> <array> <charconv> <chrono> <cmath> <cstdint> <fmt/format.h>
    <functional> <map> <memory> <optional> <ranges> <set> <string> <string_view> <tuple> <unordered_map> <utility>
    <variant> <vector>)
add_compile_options(-pthread)

# scribe_module(NAME [DEPENDS target...] [APART file...]): the static library scribe_NAME from every .cpp of this folder
# and below. DEPENDS is what the module may include; tests/layers checks the #include lines against it. The presets
# release and asan compile files of a module eight at a time (a unity build, a third of the time); but not those APART,
# which call something of their own as another file does.
function(scribe_module name)
    cmake_parse_arguments(ARG "" "" "DEPENDS;APART" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
    add_library(scribe_${name} STATIC ${sources})
    set_source_files_properties(${ARG_APART} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    target_include_directories(scribe_${name} PUBLIC ${CMAKE_SOURCE_DIR}/lib)
    target_link_libraries(scribe_${name} PUBLIC ${ARG_DEPENDS} PRIVATE scribe_warnings)
    if(name STREQUAL "base")
        target_precompile_headers(scribe_base PRIVATE ${SCRIBE_COMMON_HEADERS})
    else()
        target_precompile_headers(scribe_${name} REUSE_FROM scribe_base)
    endif()
endfunction()

# scribe_embed_sql(TARGET FOLDER NAMESPACE HEADER): embeds each FOLDER/*.sql as
# `inline constexpr std::string_view k_<file>` of NAMESPACE in the generated header HEADER.
# The files run as they are in psql or sqlite3; CMake runs again when one changes.
function(scribe_embed_sql target folder namespace header)
    file(GLOB files CONFIGURE_DEPENDS ${folder}/*.sql)
    list(SORT files)
    set(body "// Generated from ${namespace} SQL files.\n#pragma once\n#include <string_view>\nnamespace ${namespace} {\n")
    set(list "")
    foreach(file IN LISTS files)
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
        get_filename_component(id ${file} NAME_WE)
        file(READ ${file} text)
        string(APPEND body "inline constexpr std::string_view k_${id} = R\"~sql~(${text})~sql~\";\n")
        string(APPEND list "    {\"${id}\", k_${id}},\n")
    endforeach()
    string(APPEND body "struct EmbeddedSql { std::string_view name, text; };\n"
                       "inline constexpr EmbeddedSql k_all[] = {\n${list}};\n} // namespace ${namespace}\n")
    file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/${header} CONTENT "${body}" @ONLY)
    target_include_directories(${target} PRIVATE ${CMAKE_BINARY_DIR}/generated)
endfunction()

# scribe_embed_text(TARGET NAMESPACE HEADER FILE...): embeds each FILE as `inline constexpr std::string_view k_<file>` of
# NAMESPACE in the generated header HEADER; CMake runs again when one changes.
function(scribe_embed_text target namespace header)
    set(body "// Generated.\n#pragma once\n#include <string_view>\nnamespace ${namespace} {\n")
    foreach(file IN LISTS ARGN)
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
        get_filename_component(id ${file} NAME_WE)
        file(READ ${file} text)
        # An array, not a view of a literal: GCC would count its length, and gives up on long ones.
        string(APPEND body "inline constexpr char k_${id}_text[] = R\"~text~(${text})~text~\";\n"
                           "inline constexpr std::string_view k_${id}{k_${id}_text, sizeof(k_${id}_text) - 1};\n")
    endforeach()
    string(APPEND body "} // namespace ${namespace}\n")
    file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/${header} CONTENT "${body}" @ONLY)
    target_include_directories(${target} PRIVATE ${CMAKE_BINARY_DIR}/generated)
endfunction()
