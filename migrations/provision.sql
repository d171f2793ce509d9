-- Run once by the server's administrator, before the first start: psql -f provision.sql (change the passwords).
-- hotline_owner owns the tables and migrates; hotline_service may do nothing but assume the two roles below it.
create role hotline_app nologin;
create role hotline_reader nologin;
create role hotline_owner login password 'change-me-1';
create role hotline_service login noinherit password 'change-me-2';
grant hotline_app, hotline_reader to hotline_service;
create database hotline owner hotline_owner;
\connect hotline
revoke all on schema public from public;
grant usage, create on schema public to hotline_owner;
